// One line of text with what is wrong with it.
function render({ model, el }) {
  el.classList.add("smw-textfield");
  el.dataset.lmSuppressShortcuts = "true";
  const input = document.createElement("input");
  input.type = "text";
  input.autocomplete = "off";
  const problem = document.createElement("p");
  problem.className = "smw-problem";
  problem.id = `smw-problem-${Math.random().toString(36).slice(2)}`;
  problem.setAttribute("role", "alert");
  input.setAttribute("aria-describedby", problem.id);
  el.append(input, problem);

  const keep = () => {
    if (input.value === model.get("value")) return;
    model.set("value", input.value);
    model.save_changes();
  };
  input.addEventListener("change", keep);
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    keep();
    model.send({ kind: "enter" });
  });
  const follow = () => {
    input.value = model.get("value");
  };
  const draw = () => {
    input.placeholder = model.get("label");
    input.setAttribute("aria-label", model.get("label"));
    input.maxLength = model.get("limit");
    input.setAttribute("aria-invalid", String(model.get("problem") !== ""));
    if (problem.textContent !== model.get("problem")) problem.textContent = model.get("problem");
  };

  const drawn = ["label", "limit", "problem"];
  for (const name of drawn) model.on(`change:${name}`, draw);
  model.on("change:value", follow);
  follow();
  draw();
  // Once it stands in the page.
  if (model.get("first")) requestAnimationFrame(() => el.closest("dialog[open]") && input.select());
  return () => {
    for (const name of drawn) model.off(`change:${name}`, draw);
    model.off("change:value", follow);
  };
}

export default { render };
