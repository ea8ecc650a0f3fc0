// A quiet button that puts a table in the place of a picture. The table is written while it is seen only, and may be
// exported where somebody listens. Columns stand to the right as numbers do, but those counted in `words`. What is
// copied out of several cells are the rows as a spreadsheet takes them, `copied`: the heads, then a row for each.
const TABLE_ICON = "M1.500 3h13v10h-13zM1.500 6.500h13M1.500 9.750h13M6 6.500v6.500";
const TABLE_FORMATS = ["csv", "xlsx"];

function chartTable(host, { chart, rows, model }) {
  const toggle = document.createElement("button");
  toggle.type = "button";
  toggle.className = "smw-table-toggle";
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", TABLE_ICON);
  svg.append(path);
  toggle.append(svg);
  const box = document.createElement("div");
  box.className = "smw-table-box";
  box.tabIndex = 0;
  box.hidden = true;
  const exporting = document.createElement("div");
  exporting.className = "smw-table-exports";
  const buttons = TABLE_FORMATS.map((format) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "smw-table-export";
    button.textContent = format.toUpperCase();
    button.addEventListener("click", () => model.send({ kind: "export", format }));
    return button;
  });
  exporting.append(...buttons);
  host.append(toggle, exporting, box);

  const cell = (tag, text, scope) => {
    const node = document.createElement(tag);
    if (scope) node.scope = scope;
    node.textContent = text;
    return node;
  };
  const line = (cells, words) => {
    const row = document.createElement("tr");
    row.append(...cells);
    for (const column of words) cells[column].classList.add("smw-left");
    return row;
  };
  const entry = ([first, ...others]) => [cell("th", first, "row"), ...others.map((text) => cell("td", text))];
  const write = () => {
    const { caption, head, body, foot, words = [0] } = rows();
    const table = document.createElement("table");
    table.append(cell("caption", caption));
    table.createTHead().append(line(head.map((text) => cell("th", text, "col")), words));
    table.createTBody().append(...body.map((texts) => line(entry(texts), words)));
    if (foot) table.createTFoot().append(line(entry(foot), words));
    box.setAttribute("aria-label", caption);
    box.setAttribute("role", "region");
    box.replaceChildren(table);
  };
  const show = () => {
    const seen = !box.hidden;
    toggle.setAttribute("aria-pressed", String(seen));
    exporting.hidden = !seen || !model.get("exportable");
    const picture = host.closest(chart);
    picture?.classList.toggle("smw-as-table", seen);
    picture?.classList.toggle("smw-exports-table", !exporting.hidden);
    if (seen) write();
    else box.replaceChildren();
  };
  const draw = (texts) => {
    toggle.setAttribute("aria-label", texts.toggle);
    toggle.title = texts.toggle;
    TABLE_FORMATS.forEach((format, i) => {
      buttons[i].setAttribute("aria-label", texts[format]);
      buttons[i].title = texts[format];
    });
    show();
  };
  box.addEventListener("copy", (event) => {
    const selection = box.ownerDocument.getSelection();
    const { copied } = rows();
    const lines = [...box.querySelectorAll("tr")];
    const touched = lines.filter((line) => selection.containsNode(line, true));
    const cells = touched.flatMap((line) => [...line.cells]).filter((node) => selection.containsNode(node, true));
    if (!copied || cells.length < 2) return;
    const taken = touched.map((line) => copied[lines.indexOf(line)]).filter(Boolean);
    event.clipboardData.setData("text/plain", taken.map((texts) => texts.join("\t")).join("\n"));
    event.preventDefault();
  });
  toggle.addEventListener("click", () => {
    box.hidden = !box.hidden;
    show();
  });
  model.on("change:exportable", show);
  return { draw, stop: () => model.off("change:exportable", show) };
}
