// A native list of choices, quiet until used.
function render({ model, el }) {
  el.classList.add("smw-select");
  el.dataset.lmSuppressShortcuts = "true";
  const select = document.createElement("select");
  el.append(select);

  select.addEventListener("change", () => {
    model.set("value", select.value);
    model.save_changes();
  });
  const follow = () => {
    select.value = model.get("value");
  };
  const draw = () => {
    select.setAttribute("aria-label", model.get("label"));
    select.title = model.get("label");
    select.replaceChildren(...model.get("options").map(([value, label]) => new Option(label, value)));
    follow();
  };

  model.on("change:options", draw);
  model.on("change:label", draw);
  model.on("change:value", follow);
  draw();
  return () => {
    model.off("change:options", draw);
    model.off("change:label", draw);
    model.off("change:value", follow);
  };
}

export default { render };
