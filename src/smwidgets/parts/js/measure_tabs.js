// A segmented control: radio buttons in all but looks, moved by arrow keys.
function render({ model, el }) {
  el.classList.add("smw-tabs");
  el.setAttribute("role", "radiogroup");
  el.dataset.lmSuppressShortcuts = "true";

  const choose = (key) => {
    if (key === model.get("value")) return;
    model.set("value", key);
    model.save_changes();
  };
  const move = (event, index) => {
    const options = model.get("options");
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const target =
      event.key === "Home" ? 0 : event.key === "End" ? options.length - 1 : step && (index + step + options.length) % options.length;
    if (target === undefined) return;
    event.preventDefault();
    choose(options[target][0]);
    el.children[target].focus();
  };
  const paint = () => {
    const value = model.get("value");
    for (const button of el.children) {
      const chosen = button.dataset.key === value;
      button.setAttribute("aria-checked", String(chosen));
      button.tabIndex = chosen ? 0 : -1;
    }
  };
  const draw = () => {
    const focused = el.contains(document.activeElement);
    el.setAttribute("aria-label", model.get("label"));
    el.replaceChildren(
      ...model.get("options").map(([key, label], index) => {
        const button = document.createElement("button");
        button.type = "button";
        button.setAttribute("role", "radio");
        button.dataset.key = key;
        button.textContent = label;
        button.addEventListener("click", () => choose(key));
        button.addEventListener("keydown", (event) => move(event, index));
        return button;
      }),
    );
    paint();
    if (focused) el.querySelector('[aria-checked="true"]')?.focus();
  };

  model.on("change:options", draw);
  model.on("change:label", draw);
  model.on("change:value", paint);
  draw();
  return () => {
    model.off("change:options", draw);
    model.off("change:label", draw);
    model.off("change:value", paint);
  };
}

export default { render };
