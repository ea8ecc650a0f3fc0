// A button that opens a form of filters. What is chosen there stays a draft in the browser until it is applied.
function render({ model, el }) {
  el.classList.add("smw-filters");
  el.dataset.lmSuppressShortcuts = "true";
  const opener = button("smw-button", "");
  const panel = document.createElement("form");
  panel.className = "smw-panel";
  panel.noValidate = true;
  panel.setAttribute("role", "dialog");
  panel.dataset.lmSuppressShortcuts = "true";
  const problem = document.createElement("p");
  problem.className = "smw-problem";
  problem.setAttribute("role", "alert");
  el.append(opener, panel);

  const labelled = (text, input) => {
    const label = document.createElement("label");
    label.className = "smw-field";
    const words = document.createElement("span");
    words.textContent = text;
    label.append(words, input);
    return label;
  };
  const input = (type, name, value) => {
    const node = document.createElement("input");
    node.type = type;
    node.name = name;
    node.value = value ?? "";
    return node;
  };
  const select = (field, value) => {
    const node = document.createElement("select");
    node.name = field.name;
    node.append(new Option(field.any_label, ""), ...field.choices.map(([key, text]) => new Option(text, key)));
    node.value = value ?? "";
    return labelled(field.label, node);
  };
  const dates = (field, value, texts) => {
    const set = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = field.label;
    const row = document.createElement("div");
    row.className = "smw-dates";
    const [from, to] = value ?? ["", ""];
    row.append(
      labelled(texts.from ?? "", input("date", `${field.name}-from`, from)),
      labelled(texts.to ?? "", input("date", `${field.name}-to`, to)),
    );
    set.append(legend, row);
    return set;
  };
  const number = (field, value) => {
    const node = input("number", field.name, value);
    node.step = "1";
    node.inputMode = "numeric";
    return labelled(field.label, node);
  };
  const text = (field, value) => {
    const node = input("text", field.name, value);
    node.maxLength = 200;
    node.autocomplete = "off";
    return labelled(field.label, node);
  };
  const inForce = () => Object.values(model.get("values")).filter((value) => (Array.isArray(value) ? value.some(Boolean) : value !== null)).length;
  const draw = () => {
    const texts = model.get("texts");
    const values = model.get("values");
    const count = inForce();
    opener.textContent = `${texts.title ?? ""}${count ? ` (${count})` : ""}`;
    opener.classList.toggle("smw-in-force", count > 0);
    panel.setAttribute("aria-label", texts.title ?? "");
    const title = document.createElement("strong");
    title.textContent = texts.title ?? "";
    const clear = button("smw-button", texts.clear ?? "");
    const apply = button("smw-button smw-primary", texts.apply ?? "");
    apply.type = "submit";
    clear.addEventListener("click", () => finish(Object.fromEntries(model.get("fields").map((field) => [field.name, null]))));
    const row = document.createElement("div");
    row.className = "smw-panel-actions";
    row.append(clear, apply);
    problem.textContent = "";
    const make = { select, dates, number, text };
    panel.replaceChildren(title, ...model.get("fields").map((field) => make[field.kind](field, values[field.name], texts)), problem, row);
  };
  const redraw = () => panel.matches(":popover-open") || draw();
  const finish = (values) => {
    model.send({ kind: "apply", values });
    panel.hidePopover();
  };
  const read = (field) => {
    const { elements } = panel;
    if (field.kind === "dates") return [elements[`${field.name}-from`].value, elements[`${field.name}-to`].value];
    const { value } = elements[field.name];
    if (value === "") return null;
    return field.kind === "number" ? Math.round(Number(value)) : value;
  };

  opener.addEventListener("click", () => panel.togglePopover());
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = Object.fromEntries(model.get("fields").map((field) => [field.name, read(field)]));
    const backwards = model.get("fields").some((field) => field.kind === "dates" && values[field.name].every(Boolean) && values[field.name][1] < values[field.name][0]);
    if (backwards) problem.textContent = model.get("texts").backwards ?? "";
    else finish(values);
  });
  popover(panel, opener, { onClose: draw });
  const watched = ["fields", "values", "texts"];
  for (const name of watched) model.on(`change:${name}`, redraw);
  draw();
  return () => {
    for (const name of watched) model.off(`change:${name}`, redraw);
  };
}

export default { render };
