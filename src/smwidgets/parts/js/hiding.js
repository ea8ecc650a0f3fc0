// Shared by what hides series: the button answers at once; Python hears of it when no second click can follow any more.
const DOUBLE_CLICK_MS = 220;

function hiding(model, { keys, paint }) {
  let shown = new Set(model.get("hidden"));
  let before = shown;
  let waiting = 0;

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
    const alone = keys().filter((other) => !hidden.has(other));
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
  const refresh = () => {
    shown = new Set(model.get("hidden"));
  };
  const follow = () => {
    clearTimeout(waiting);
    refresh();
    paint();
  };
  model.on("change:hidden", follow);
  return {
    has: (key) => shown.has(key),
    refresh,
    watch(button, key) {
      button.addEventListener("click", (event) => onClick(key, event));
      button.addEventListener("keydown", (event) => onKey(key, event));
    },
    stop() {
      clearTimeout(waiting);
      model.off("change:hidden", follow);
    },
  };
}

function swatch(colour, dash) {
  const node = document.createElement("span");
  node.className = `smw-swatch${dash ? " smw-dash" : ""}`;
  node.style.setProperty("--smw-colour", colour);
  node.setAttribute("aria-hidden", "true");
  return node;
}
