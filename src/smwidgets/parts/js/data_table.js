// Rows of text in a box of their own. A row keeps its node as long as its key stays.
function render({ model, el }) {
  el.classList.add("smw-datatable");
  el.dataset.lmSuppressShortcuts = "true";
  const box = document.createElement("div");
  box.className = "smw-datatable-box";
  box.setAttribute("role", "region");
  const table = document.createElement("table");
  const caption = table.createCaption();
  caption.className = "smw-unseen";
  const head = table.createTHead().insertRow();
  const body = table.createTBody();
  const message = document.createElement("p");
  message.className = "smw-datatable-empty";
  message.setAttribute("role", "status");
  message.tabIndex = -1;
  box.append(table);
  el.append(box, message);
  let shape = "";

  const headCell = (column) => {
    const cell = document.createElement("th");
    cell.scope = "col";
    cell.className = `smw-${column.align}`;
    cell.textContent = column.label;
    return cell;
  };
  const makeRow = (key, columns) => {
    const row = document.createElement("tr");
    row.dataset.key = key;
    row.append(
      ...columns.map((column) => {
        const cell = document.createElement("td");
        cell.className = `smw-${column.align} smw-${column.kind}`;
        const value = document.createElement(column.kind === "action" ? "button" : "span");
        value.className = "smw-cell";
        value.dir = "auto";
        if (column.kind === "action") {
          value.type = "button";
          value.addEventListener("click", () => model.send({ kind: "action", key, column: column.key }));
        }
        cell.append(value);
        return cell;
      }),
    );
    return row;
  };
  const fill = (row, values, columns) => {
    values.forEach((text, i) => {
      const value = row.children[i].firstChild;
      if (value.textContent !== text) value.textContent = text;
      value.hidden = text === "";
      // The rest of the row says what the button is for.
      const rest = values.filter((other, j) => other && j < i && columns[j].kind !== "action");
      if (value.tagName === "BUTTON") value.setAttribute("aria-label", `${text}: ${rest.join(", ").slice(0, 200)}`);
    });
    return row;
  };
  // Only what is cut has more to say on hover.
  const hint = (event) => {
    const value = event.target.closest?.(".smw-cell");
    if (value) value.title = value.scrollWidth > value.clientWidth ? value.textContent : "";
  };
  const edges = () => {
    const wide = box.scrollWidth > box.clientWidth + 1;
    const high = box.scrollHeight > box.clientHeight + 1;
    if (wide || high) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
    el.classList.toggle("smw-more-right", wide && box.scrollLeft + box.clientWidth < box.scrollWidth - 1);
  };
  const placeOfFocus = () => {
    const cell = document.activeElement?.closest?.("td");
    return cell && body.contains(cell) ? { row: cell.parentNode.sectionRowIndex, cell: cell.cellIndex } : null;
  };
  // Whose row is gone goes on in the row that came into its place, or hears that there is none any more.
  const refocus = ({ row, cell }) => {
    if (body.contains(document.activeElement)) return;
    const next = body.rows[Math.min(row, body.rows.length - 1)];
    const target = next?.cells[cell]?.querySelector("button:not([hidden])") ?? next?.querySelector("button:not([hidden])");
    (target ?? (next ? box : message)).focus();
  };
  const draw = () => {
    const focused = placeOfFocus();
    const columns = model.get("columns");
    const keys = model.get("row_keys");
    const rows = model.get("rows");
    if (rows.length !== keys.length) return;
    const wanted = JSON.stringify(columns.map(({ key, align, kind }) => [key, align, kind]));
    const there = wanted === shape ? new Map([...body.rows].map((row) => [row.dataset.key, row])) : new Map();
    shape = wanted;
    head.replaceChildren(...columns.map(headCell));
    const fresh = new Set(model.get("fresh"));
    const nodes = keys.map((key, i) => {
      const row = fill(there.get(key) ?? makeRow(key, columns), rows[i], columns);
      row.classList.toggle("smw-fresh", fresh.has(key));
      return row;
    });
    const kept = new Set(nodes);
    for (const row of [...body.rows]) if (!kept.has(row)) row.remove();
    nodes.forEach((row, i) => body.rows[i] !== row && body.insertBefore(row, body.rows[i] ?? null));
    caption.textContent = model.get("caption");
    box.setAttribute("aria-label", model.get("caption"));
    box.hidden = keys.length === 0 && model.get("empty") !== "";
    message.textContent = keys.length ? "" : model.get("empty");
    edges();
    if (focused) refocus(focused);
  };

  box.addEventListener("pointerover", hint);
  box.addEventListener("scroll", edges, { passive: true });
  const sizes = new ResizeObserver(edges);
  sizes.observe(box);
  const watched = ["columns", "rows", "row_keys", "fresh", "empty", "caption"];
  let due = 0;
  // One message changes several of them: drawn once.
  const soon = () => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(draw);
  };
  for (const name of watched) model.on(`change:${name}`, soon);
  draw();
  return () => {
    cancelAnimationFrame(due);
    sizes.disconnect();
    for (const name of watched) model.off(`change:${name}`, soon);
  };
}

export default { render };
