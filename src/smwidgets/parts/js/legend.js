// Buttons of a legend. The button answers at once; Python hears of it when no second click can follow any more.
const DOUBLE_CLICK_MS = 220;

function render({ model, el }) {
  el.classList.add("smw-legend");
  el.dataset.lmSuppressShortcuts = "true";
  let shown = new Set(model.get("hidden"));
  let before = shown;
  let waiting = 0;

  const keys = () => model.get("items").map((item) => item.key);
  const visible = (hidden) => keys().filter((key) => !hidden.has(key));
  const paint = () => {
    for (const button of el.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(!shown.has(button.dataset.key)));
  };
  const commit = () => {
    clearTimeout(waiting);
    model.set("hidden", [...shown]);
    model.save_changes();
  };
  const toggle = (key) => {
    shown = new Set(shown);
    if (!shown.delete(key)) shown.add(key);
    paint();
  };
  const solo = (key, hidden) => {
    const alone = visible(hidden);
    const only = alone.length === 1 && alone[0] === key;
    shown = new Set(only ? [] : keys().filter((other) => other !== key));
    paint();
    commit();
  };

  const onClick = (key, event) => {
    clearTimeout(waiting);
    if (event.detail > 1 && event.detail % 2 === 0) return solo(key, before);
    before = shown;
    toggle(key);
    if (event.detail === 0) commit();
    else waiting = setTimeout(commit, DOUBLE_CLICK_MS);
  };
  const onKey = (key, event) => {
    if (!(event.key === "s" || event.key === "S" || (event.key === "Enter" && event.shiftKey))) return;
    event.preventDefault();
    event.stopPropagation();
    solo(key, shown);
  };
  const draw = () => {
    const focused = el.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    shown = new Set(model.get("hidden"));
    el.setAttribute("role", "group");
    el.title = model.get("hint");
    el.replaceChildren(
      ...model.get("items").map((item) => {
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.key = item.key;
        button.style.setProperty("--smw-colour", item.colour);
        const swatch = document.createElement("span");
        swatch.className = `smw-swatch${item.dash ? " smw-dash" : ""}`;
        swatch.setAttribute("aria-hidden", "true");
        const label = document.createElement("span");
        label.className = "smw-legend-label";
        label.textContent = item.label;
        button.append(swatch, label);
        button.addEventListener("click", (event) => onClick(item.key, event));
        button.addEventListener("keydown", (event) => onKey(item.key, event));
        return button;
      }),
    );
    paint();
    if (focused) [...el.children].find((button) => button.dataset.key === focused)?.focus();
  };
  const follow = () => {
    clearTimeout(waiting);
    shown = new Set(model.get("hidden"));
    paint();
  };

  model.on("change:items", draw);
  model.on("change:hint", draw);
  model.on("change:hidden", follow);
  draw();
  return () => {
    clearTimeout(waiting);
    model.off("change:items", draw);
    model.off("change:hint", draw);
    model.off("change:hidden", follow);
  };
}

export default { render };
