// A gear that opens a form. What is chosen there stays a draft in the browser until it is saved.
const GEAR =
  "M8 5.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6M6.9 1h2.2l.4 1.9 1.2.5 1.6-1.1 1.6 1.6-1.1 1.6.5 1.2 1.9.4v2.2l-1.9.4-.5 1.2 1.1 1.6-1.6 1.6-1.6-1.1-1.2.5-.4 1.9H6.900l-.4-1.9-1.2-.5-1.600 1.100-1.600-1.600 1.100-1.600-.5-1.200L.8 9.300V7.100l1.900-.4.5-1.200-1.100-1.600 1.600-1.600 1.600 1.100 1.200-.5z";

function gear() {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", GEAR);
  svg.append(path);
  return svg;
}

function render({ model, el }) {
  el.classList.add("smw-settings");
  el.dataset.lmSuppressShortcuts = "true";
  const opener = button("smw-gear", "");
  opener.append(gear());
  const panel = document.createElement("form");
  panel.className = "smw-panel";
  panel.setAttribute("role", "dialog");
  panel.dataset.lmSuppressShortcuts = "true";
  el.append(opener, panel);

  const control = (field, type, value, text) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = type;
    input.name = field.name;
    input.value = value;
    input.checked = type === "checkbox" ? model.get("values")[field.name] === true : model.get("values")[field.name] === value;
    const words = document.createElement("span");
    words.textContent = text;
    label.append(input, words);
    return label;
  };
  const fieldset = (field) => {
    if (field.kind === "flag") return control(field, "checkbox", "on", field.label);
    const set = document.createElement("fieldset");
    const legend = document.createElement("legend");
    legend.textContent = field.label;
    set.append(legend, ...field.choices.map(([value, text]) => control(field, "radio", value, text)));
    return set;
  };
  const draw = () => {
    const texts = model.get("texts");
    opener.setAttribute("aria-label", texts.title ?? "");
    opener.title = texts.title ?? "";
    panel.setAttribute("aria-label", texts.title ?? "");
    const title = document.createElement("strong");
    title.textContent = texts.title ?? "";
    const cancel = button("smw-button", texts.cancel ?? "");
    const save = button("smw-button smw-primary", texts.save ?? "");
    save.type = "submit";
    cancel.addEventListener("click", () => panel.hidePopover());
    const row = document.createElement("div");
    row.className = "smw-panel-actions";
    row.append(cancel, save);
    panel.replaceChildren(title, ...model.get("fields").map(fieldset), row);
  };
  const redraw = () => panel.matches(":popover-open") || draw();

  opener.addEventListener("click", () => panel.togglePopover());
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    const values = {};
    for (const field of model.get("fields")) {
      const input = panel.elements[field.name];
      values[field.name] = field.kind === "flag" ? input.checked : input.value;
    }
    model.send({ kind: "save", values });
    panel.hidePopover();
  });
  popover(panel, opener, { onClose: draw });
  for (const name of ["fields", "values", "texts"]) model.on(`change:${name}`, redraw);
  draw();
  return () => {
    for (const name of ["fields", "values", "texts"]) model.off(`change:${name}`, redraw);
  };
}

export default { render };
