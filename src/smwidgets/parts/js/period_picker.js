// A list of named periods; its last entry opens two date fields.
function render({ model, el }) {
  el.classList.add("smw-period", "smw-select");
  el.dataset.lmSuppressShortcuts = "true";
  const select = document.createElement("select");
  const panel = document.createElement("form");
  panel.className = "smw-panel";
  panel.noValidate = true;
  panel.dataset.lmSuppressShortcuts = "true";
  panel.setAttribute("role", "dialog");
  el.append(select, panel);
  let start;
  let end;
  let problem;

  const spell = (from, to) => {
    const format = new Intl.DateTimeFormat(model.get("locale"), { dateStyle: "medium", timeZone: "UTC" });
    const text = format.formatRange(new Date(`${from}T00:00Z`), new Date(`${to}T00:00Z`));
    // The dash between whole dates has room around it, as everywhere else on the page.
    return /^\d+\s*–\s*\d+\s/.test(text) ? text : text.replace(/\s*–\s*/, " – ");
  };
  const follow = () => {
    select.value = model.get("value") || "range";
    const text = select.selectedOptions[0]?.textContent ?? "";
    const reason = model.get("reason");
    select.disabled = Boolean(reason);
    select.title = reason || text;
  };
  const dateField = (name, text) => {
    const label = document.createElement("label");
    label.textContent = text;
    const input = document.createElement("input");
    input.type = "date";
    input.name = name;
    input.value = model.get(name);
    input.min = model.get("first");
    input.max = model.get("last");
    label.append(input);
    return [label, input];
  };
  const drawPanel = () => {
    const texts = model.get("texts");
    let from;
    let to;
    [from, start] = dateField("start", texts.from);
    [to, end] = dateField("end", texts.to);
    problem = document.createElement("p");
    problem.className = "smw-problem";
    problem.setAttribute("role", "alert");
    const cancel = button("smw-button", texts.cancel);
    const apply = button("smw-button smw-primary", texts.apply);
    apply.type = "submit";
    cancel.addEventListener("click", () => panel.hidePopover());
    const row = document.createElement("div");
    row.className = "smw-panel-actions";
    row.append(cancel, apply);
    const dates = document.createElement("div");
    dates.className = "smw-dates";
    dates.append(from, to);
    panel.lang = model.get("locale");
    panel.setAttribute("aria-label", texts.custom);
    panel.replaceChildren(dates, problem, row);
  };
  const draw = () => {
    const texts = model.get("texts");
    select.setAttribute("aria-label", texts.label);
    const entries = model.get("options").map(([value, text]) => new Option(text, value));
    if (!model.get("value")) entries.unshift(new Option(spell(model.get("start"), model.get("end")), "range"));
    entries.push(new Option(`${texts.custom}…`, "custom"));
    select.replaceChildren(...entries);
    follow();
    if (!panel.matches(":popover-open")) drawPanel();
  };
  const answered = (content) => {
    if (content.kind !== "range") return;
    if (!content.message) return panel.hidePopover();
    problem.textContent = content.message;
  };

  select.addEventListener("change", () => {
    if (select.value === "custom") {
      drawPanel();
      panel.showPopover();
    } else if (select.value !== "range") {
      model.set("value", select.value);
      model.save_changes();
    }
  });
  panel.addEventListener("submit", (event) => {
    event.preventDefault();
    model.send({ kind: "range", start: start.value, end: end.value });
  });
  popover(panel, select, { onClose: draw });
  const watched = ["options", "value", "start", "end", "texts", "locale", "first", "last"];
  for (const name of watched) model.on(`change:${name}`, draw);
  model.on("change:reason", follow);
  model.on("msg:custom", answered);
  draw();
  return () => {
    for (const name of watched) model.off(`change:${name}`, draw);
    model.off("change:reason", follow);
    model.off("msg:custom", answered);
  };
}

export default { render };
