// Buttons of a legend.
function render({ model, el }) {
  el.classList.add("smw-legend");
  el.dataset.lmSuppressShortcuts = "true";
  const paint = () => {
    for (const button of el.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(!state.has(button.dataset.key)));
  };
  const state = hiding(model, { keys: () => model.get("items").map((item) => item.key), paint });

  const draw = () => {
    const focused = el.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    state.refresh();
    el.setAttribute("role", "group");
    el.title = model.get("hint");
    el.replaceChildren(
      ...model.get("items").map((item) => {
        const button = document.createElement("button");
        button.type = "button";
        button.dataset.key = item.key;
        const label = document.createElement("span");
        label.className = "smw-legend-label";
        label.textContent = item.label;
        button.append(swatch(item.colour, item.dash), label);
        state.watch(button, item.key);
        return button;
      }),
    );
    paint();
    if (focused) [...el.children].find((button) => button.dataset.key === focused)?.focus();
  };

  model.on("change:items", draw);
  model.on("change:hint", draw);
  draw();
  return () => {
    state.stop();
    model.off("change:items", draw);
    model.off("change:hint", draw);
  };
}

export default { render };
