// A native modal dialog. Its widgets are attached while it is open: a figure then knows its size, and costs nothing before.
const MODEL = "IPY_MODEL_";

function render({ model, el }) {
  el.classList.add("smw-nowhere");
  const dialog = document.createElement("dialog");
  dialog.dataset.lmSuppressShortcuts = "true";
  const head = document.createElement("header");
  head.className = "smw-dialog-head";
  const title = document.createElement("h2");
  title.id = `smw-dialog-${Math.random().toString(36).slice(2)}`;
  title.tabIndex = -1;
  const close = document.createElement("button");
  close.type = "button";
  close.className = "smw-dialog-close";
  close.textContent = "×";
  head.append(title, close);
  const place = document.createElement("div");
  place.className = "smw-dialog-content";
  dialog.append(head, place);
  dialog.setAttribute("aria-labelledby", title.id);
  // Outside the card: a card that is loading hides what it holds, and a dialog is no part of its layout.
  document.body.append(dialog);

  let view = null;
  let turn = 0;
  // Who had the focus, outside all dialogs, and what that stood in: for when it has gone meanwhile.
  let opener = [];
  const FOCUSABLE = '[aria-selected="true"], button:enabled, a[href], input:enabled, select:enabled, [tabindex="0"]';
  const lost = () => !document.activeElement || document.activeElement === document.body;
  const recall = () => {
    const left = opener.find((node) => node.isConnected);
    const found = left === opener[0] && !left?.disabled ? left : left?.querySelector(FOCUSABLE);
    (found ?? left?.closest(".smw-dashboard")?.querySelector(FOCUSABLE))?.focus();
  };
  const watch = new MutationObserver(() => dialog.open && lost() && title.focus());
  watch.observe(dialog, { childList: true, subtree: true });
  const drop = () => {
    turn += 1;
    const gone = view;
    view = null;
    if (!gone) return;
    const widget = gone.luminoWidget;
    if (widget.isAttached) widget.constructor.detach(widget);
    gone.remove();
  };
  const attach = async () => {
    const mine = ++turn;
    const reference = model.get("body");
    const body = typeof reference === "string" ? await model.widget_manager.get_model(reference.slice(MODEL.length)) : reference;
    const made = await model.widget_manager.create_view(body);
    if (mine !== turn || !dialog.open) return made.remove();
    view = made;
    made.luminoWidget.constructor.attach(made.luminoWidget, place);
  };
  const follow = () => {
    if (model.get("opened") && !dialog.open) {
      opener = [];
      const under = document.activeElement?.closest("dialog[open]");
      if (under) opener = under.smwOpener ?? [];
      else for (let node = document.activeElement; node && node !== document.body; node = node.parentElement) opener.push(node);
      dialog.smwOpener = opener;
      dialog.showModal();
      document.documentElement.classList.add("smw-modal");
      title.focus();
      attach();
    } else if (!model.get("opened") && dialog.open) dialog.close();
  };
  const write = () => {
    title.textContent = model.get("heading");
    close.title = model.get("close_text");
    close.setAttribute("aria-label", model.get("close_text"));
    dialog.className = `smw-dialog smw-${model.get("size")}`;
  };

  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("pointerdown", (event) => event.target === dialog && dialog.close());
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  dialog.addEventListener("close", () => {
    drop();
    if (!document.querySelector("dialog[open]")) document.documentElement.classList.remove("smw-modal");
    if (lost()) recall();
    if (model.get("opened")) model.send({ kind: "close" });
  });
  model.on("change:opened", follow);
  for (const name of ["heading", "close_text", "size"]) model.on(`change:${name}`, write);
  write();
  follow();
  return () => {
    watch.disconnect();
    model.off("change:opened", follow);
    for (const name of ["heading", "close_text", "size"]) model.off(`change:${name}`, write);
    drop();
    dialog.remove();
    if (!document.querySelector("dialog[open]")) document.documentElement.classList.remove("smw-modal");
  };
}

export default { render };
