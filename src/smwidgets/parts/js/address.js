// Tells the query that the page was opened with, and offers a link.
function initialize({ model }) {
  // JupyterLab replaces the address while it starts; the browser remembers the first one.
  const [navigation] = performance.getEntriesByType("navigation");
  const first = new URL(navigation?.name ?? location.href, location.href);
  if (first.pathname === location.pathname && first.search) model.send({ kind: "opened", query: first.search });
}

function render({ model, el }) {
  el.classList.add("smw-address");
  el.dataset.lmSuppressShortcuts = "true";
  const field = document.createElement("input");
  field.type = "text";
  field.readOnly = true;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "smw-address-copy";
  el.append(field, button);

  const draw = () => {
    field.value = `${location.origin}${location.pathname}${model.get("query") ? "?" : ""}${model.get("query")}`;
    field.setAttribute("aria-label", model.get("label"));
    button.textContent = model.get("copy_text");
  };
  field.addEventListener("focus", () => field.select());
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // where the page has no clipboard of its own: plain http
    }
    button.textContent = model.get("copied_text");
  });

  const names = ["query", "label", "copy_text"].map((name) => `change:${name}`);
  for (const name of names) model.on(name, draw);
  draw();
  return () => {
    for (const name of names) model.off(name, draw);
  };
}

export default { initialize, render };
