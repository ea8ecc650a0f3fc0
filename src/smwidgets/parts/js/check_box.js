// A box to tick.
function render({ model, el }) {
  el.classList.add("smw-check");
  el.dataset.lmSuppressShortcuts = "true";
  const label = document.createElement("label");
  const box = document.createElement("input");
  box.type = "checkbox";
  const words = document.createElement("span");
  label.append(box, words);
  el.append(label);

  box.addEventListener("change", () => {
    model.set("value", box.checked);
    model.save_changes();
  });
  const draw = () => {
    words.textContent = model.get("label");
    box.checked = model.get("value");
    box.disabled = model.get("disabled");
  };

  const watched = ["label", "value", "disabled"];
  for (const name of watched) model.on(`change:${name}`, draw);
  draw();
  return () => {
    for (const name of watched) model.off(`change:${name}`, draw);
  };
}

export default { render };
