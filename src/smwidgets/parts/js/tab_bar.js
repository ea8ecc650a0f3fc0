// Tabs over dashboards. A tab is chosen by the pointer or by arrow keys; its own buttons are there while tabs are managed.
const BAR_ICONS = {
  undo: "M6 3 2.500 6.500 6 10M2.500 6.500H10a3.500 3.500 0 0 1 0 7H7",
  redo: "M10 3l3.500 3.500L10 10M13.500 6.500H6a3.500 3.500 0 0 0 0 7h3",
  link: "M6.500 9.500l3-3M7 4.500l1.500-1.500a3 3 0 0 1 4.500 4.500L11.500 9M9 11.500 7.500 13A3 3 0 0 1 3 8.500L4.500 7",
  left: "M10 3 5 8l5 5",
  right: "M6 3l5 5-5 5",
  rename: "M3 13l.7-3L10.500 3.200l2.300 2.300L6 12.300zM9 4.700 11.300 7",
  delete: "M4 4l8 8M12 4l-8 8",
};

function barIcon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", BAR_ICONS[name]);
  svg.append(path);
  return svg;
}

function render({ model, el }) {
  el.classList.add("smw-bar");
  el.dataset.lmSuppressShortcuts = "true";
  const tabs = document.createElement("div");
  const buttons = document.createElement("div");
  tabs.className = "smw-bar-tabs";
  tabs.setAttribute("role", "tablist");
  buttons.className = "smw-bar-buttons";
  el.append(tabs, buttons);

  const tell = (kind, key) => model.send({ kind, key });
  // A button stays the same node: a dialog gives the focus back to the one it was opened with.
  const known = new Map();
  const button = (mark, className, label, icon, press) => {
    if (!known.has(mark)) known.set(mark, document.createElement("button"));
    const node = known.get(mark);
    node.type = "button";
    node.dataset.mark = mark;
    node.className = className;
    if (icon) {
      node.replaceChildren(barIcon(icon));
      node.setAttribute("aria-label", label);
      node.title = label;
    } else node.textContent = label;
    node.onclick = press;
    return node;
  };
  const step = (event, place) => {
    const all = model.get("tabs");
    const to = { ArrowRight: place + 1, ArrowLeft: place - 1, Home: 0, End: all.length - 1 }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const { key } = all[(to + all.length) % all.length];
    tell("open", key);
    tabs.querySelector(`[data-mark="open ${CSS.escape(key)}"]`)?.focus();
  };
  const drawTab = ({ key, label, deletable }, place, all) => {
    const texts = model.get("texts");
    const managed = model.get("managed");
    const chosen = key === model.get("value");
    const box = document.createElement("span");
    box.className = "smw-bar-tab";
    box.setAttribute("role", "presentation");
    const tab = button(`open ${key}`, "smw-bar-label", label, "", () => tell("open", key));
    tab.setAttribute("role", "tab");
    tab.title = label.length > 28 ? label : "";
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    tab.onkeydown = (event) => step(event, place);
    box.append(tab);
    if (managed) {
      for (const action of ["left", "right", "rename", "delete"]) {
        if (action === "delete" && !deletable) continue;
        const node = button(`${action} ${key}`, "smw-bar-icon", `${texts[action] ?? ""}: ${label}`, action, () => tell(action, key));
        node.disabled = (action === "left" && place === 0) || (action === "right" && place === all.length - 1);
        box.append(node);
      }
    }
    return box;
  };
  const draw = () => {
    const mark = el.contains(document.activeElement) ? document.activeElement.dataset.mark : null;
    tabs.setAttribute("aria-label", model.get("texts").tabs ?? "");
    tabs.classList.toggle("smw-managed", model.get("managed"));
    tabs.replaceChildren(...model.get("tabs").map(drawTab));
    buttons.replaceChildren(
      ...model.get("buttons").map(({ key, label, icon, look, enabled, pressed }) => {
        const node = button(`button ${key}`, `smw-bar-button smw-bar-${look}`, label, icon, () => tell("button", key));
        node.disabled = !enabled;
        if (pressed !== null) node.setAttribute("aria-pressed", String(pressed));
        return node;
      }),
    );
    for (const [old, node] of known) if (!node.isConnected) known.delete(old);
    if (!mark) return;
    const marked = (one) => el.querySelector(`[data-mark="${CSS.escape(one)}"]:enabled`);
    (marked(mark) ?? marked(mark.replace(/^\S+/, "open")) ?? tabs.querySelector('[aria-selected="true"]'))?.focus();
  };

  // One drawing for all that changed together.
  let asked = false;
  const soon = () => {
    if (asked) return;
    asked = true;
    queueMicrotask(() => {
      asked = false;
      draw();
    });
  };
  const names = ["tabs", "buttons", "value", "managed", "texts"].map((name) => `change:${name}`);
  for (const name of names) model.on(name, soon);
  draw();
  return () => {
    for (const name of names) model.off(name, soon);
  };
}

export default { render };
