// A long list behind a button: a search field, what it finds, and a note about the choice.
let comboboxes = 0;

// Letters without case and accents: "zl" finds "złoty".
function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").replace(/ł/gi, "l").toLowerCase();
}

function render({ model, el }) {
  el.classList.add("smw-combobox", "smw-select");
  el.dataset.lmSuppressShortcuts = "true";
  const id = `smw-combobox-${(comboboxes += 1)}`;
  const opener = button("smw-combobox-button", "");
  const panel = document.createElement("div");
  panel.className = "smw-panel";
  panel.setAttribute("role", "dialog");
  panel.dataset.lmSuppressShortcuts = "true";
  const search = document.createElement("input");
  search.type = "text";
  search.className = "smw-combobox-search";
  search.autocomplete = "off";
  search.spellcheck = false;
  search.setAttribute("role", "combobox");
  search.setAttribute("aria-autocomplete", "list");
  search.setAttribute("aria-expanded", "true");
  search.setAttribute("aria-controls", `${id}-list`);
  search.setAttribute("aria-describedby", `${id}-note`);
  const list = document.createElement("ul");
  list.id = `${id}-list`;
  list.className = "smw-combobox-list";
  list.setAttribute("role", "listbox");
  const none = document.createElement("p");
  none.className = "smw-combobox-none";
  none.setAttribute("role", "status");
  const note = document.createElement("p");
  note.id = `${id}-note`;
  note.className = "smw-combobox-note";
  panel.append(search, list, none, note);
  el.append(opener, panel);

  let at = 0;
  const found = () => [...list.children];
  const mark = (index) => {
    const rows = found();
    at = Math.max(0, Math.min(index, rows.length - 1));
    rows.forEach((row, i) => row.classList.toggle("smw-at", i === at));
    if (rows[at]) {
      search.setAttribute("aria-activedescendant", rows[at].id);
      rows[at].scrollIntoView({ block: "nearest" });
    } else search.removeAttribute("aria-activedescendant");
  };
  const choose = (row) => {
    if (!row) return;
    model.set("value", row.dataset.value);
    model.save_changes();
    panel.hidePopover();
  };
  const row = ([value, label]) => {
    const node = document.createElement("li");
    node.id = `${id}-${value}`;
    node.dataset.value = value;
    node.setAttribute("role", "option");
    node.setAttribute("aria-selected", String(value === model.get("value")));
    node.textContent = label;
    node.addEventListener("click", () => choose(node));
    return node;
  };
  const fill = () => {
    const words = folded(search.value).split(/\s+/).filter(Boolean);
    const value = model.get("value");
    const rows = model
      .get("options")
      .filter(([key, label], i) =>
        words.length ? words.every((word) => folded(label).includes(word)) : i < model.get("first") || key === value,
      );
    list.replaceChildren(...rows.map(row));
    none.textContent = rows.length ? "" : model.get("texts").none;
    mark(words.length ? 0 : rows.findIndex(([key]) => key === value));
  };
  const draw = () => {
    const [, chosen = ""] = model.get("options").find(([key]) => key === model.get("value")) ?? [];
    const label = model.get("label");
    const texts = model.get("texts");
    opener.textContent = chosen.split(" – ")[0];
    opener.title = `${label}: ${chosen}. ${texts.note ?? ""}`;
    opener.setAttribute("aria-label", `${label}: ${chosen}`);
    panel.setAttribute("aria-label", label);
    list.setAttribute("aria-label", label);
    search.setAttribute("aria-label", texts.search ?? "");
    search.placeholder = texts.search ?? "";
    note.textContent = texts.note ?? "";
    fill();
  };

  opener.addEventListener("click", () => panel.togglePopover());
  opener.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    panel.showPopover();
  });
  search.addEventListener("input", fill);
  search.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step) mark(at + step);
    else if (event.key === "Enter") choose(found()[at]);
    else return;
    event.preventDefault();
  });
  // Opened, it shows the whole of what it offers; what was typed before is gone.
  panel.addEventListener("beforetoggle", () => {
    search.value = "";
    fill();
  });
  popover(panel, opener, { onClose: draw });
  const watched = ["options", "value", "label", "texts", "first"];
  for (const name of watched) model.on(`change:${name}`, draw);
  draw();
  return () => {
    for (const name of watched) model.off(`change:${name}`, draw);
  };
}

export default { render };
