// Lies over a donut: sum, tooltip and clicks; and beside it the list of its slices.
function part(tag, className, text = "") {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

function render({ model, el }) {
  el.classList.add("smw-ring");
  el.dataset.lmSuppressShortcuts = "true";
  const face = part("div", "smw-ring-face");
  face.setAttribute("role", "img");
  const sum = part("div", "smw-ring-sum");
  const total = part("strong", "smw-ring-total");
  const caption = part("span", "smw-ring-caption");
  sum.append(total, caption);
  sum.setAttribute("aria-live", "polite");
  const tip = part("div", "smw-tip");
  tip.setAttribute("aria-hidden", "true");
  const list = part("ul", "smw-slices");
  const message = part("p", "smw-ring-message");
  message.setAttribute("role", "status");
  const aside = part("div", "smw-ring-list");
  aside.append(list, message);
  face.append(sum, tip);
  el.append(face, aside);

  let view = model.get("view");
  let over = null;
  const slices = () => view.slices ?? [];
  const paint = () => {
    for (const row of list.children)
      row.querySelector(".smw-slice-label").setAttribute("aria-pressed", String(!state.has(row.dataset.key)));
  };
  const state = hiding(model, { keys: () => slices().map((one) => one.key), paint });
  const table = chartTable(el, {
    chart: ".smw-donut-face",
    model,
    rows: () => ({
      caption: view.summary,
      head: [view.texts.name, view.texts.value, view.texts.share],
      body: slices()
        .filter((one) => !state.has(one.key))
        .map((one) => [one.label, one.text, one.share]),
      foot: [view.caption, view.total, ""],
      copied: view.copied,
    }),
  });

  // The slice stands out because the others step back; those of no weight are not drawn at all.
  const light = (key) => {
    if (key === over) return;
    over = key;
    const drawn = slices().filter((one) => one.weight > 0);
    el.closest(".smw-donut")
      ?.querySelectorAll(".bqplot .slices .slice")
      .forEach((node, i) => node.classList.toggle("smw-faded", key !== null && drawn[i]?.key !== key));
    for (const row of list.children) row.classList.toggle("smw-lit", row.dataset.key === key);
  };
  const at = (event) => {
    const box = face.getBoundingClientRect();
    const x = event.clientX - box.left - box.width / 2;
    const y = event.clientY - box.top - box.height / 2;
    const far = Math.hypot(x, y);
    if (far < view.hole || far > view.radius) return null;
    const turn = (Math.atan2(x, -y) / (2 * Math.PI) + 1) % 1;
    const whole = slices().reduce((all, one) => all + one.weight, 0);
    let end = 0;
    return slices().find((one) => one.weight > 0 && (end += one.weight / whole) >= turn) ?? null;
  };
  const hide = () => {
    tip.classList.remove("smw-on");
    face.style.cursor = "";
    light(null);
  };
  const show = (event) => {
    const one = at(event);
    if (!one) return hide();
    light(one.key);
    const row = part("div", "smw-tip-row");
    row.append(swatch(one.colour), part("span", "smw-tip-label", one.label), part("span", "smw-tip-value", one.text));
    tip.replaceChildren(row, part("div", "smw-tip-change", one.share));
    tip.classList.add("smw-on");
    face.style.cursor = model.get("pickable") ? "pointer" : "";
    const box = face.getBoundingClientRect();
    const edge = el.closest(".smw-card, dialog")?.getBoundingClientRect() ?? box;
    const left = Math.max(edge.left + 8, Math.min(event.clientX - tip.offsetWidth / 2, edge.right - tip.offsetWidth - 8));
    tip.style.left = `${left - box.left}px`;
    tip.style.top = `${event.clientY - box.top + 16}px`;
  };
  const pick = (key) => model.get("pickable") && model.send({ kind: "pick", key });
  face.addEventListener("pointermove", show);
  face.addEventListener("pointerdown", show);
  face.addEventListener("pointerleave", hide);
  face.addEventListener("click", (event) => at(event) && pick(at(event).key));

  const makeRow = (key) => {
    const row = part("li", "smw-slice");
    row.dataset.key = key;
    const label = part("button", "smw-slice-label");
    label.type = "button";
    state.watch(label, key);
    const open = part("button", "smw-slice-open", "›");
    open.type = "button";
    open.addEventListener("click", () => pick(key));
    row.append(label, part("span", "smw-slice-value"), part("span", "smw-slice-share"), open);
    row.addEventListener("pointerenter", () => light(key));
    row.addEventListener("pointerleave", () => light(null));
    row.addEventListener("focusin", () => light(key));
    row.addEventListener("focusout", () => light(null));
    return row;
  };
  const fill = (row, one) => {
    const [label, value, share, open] = row.children;
    label.replaceChildren(swatch(one.colour), part("span", "smw-legend-label", one.label));
    label.title = view.hint ? `${one.label}. ${view.hint}` : one.label;
    value.textContent = one.text;
    share.textContent = one.share;
    open.hidden = !model.get("pickable");
    open.title = view.texts.details;
    open.setAttribute("aria-label", `${view.texts.details}: ${one.label}`);
    return row;
  };
  // Rows stay the same nodes for the same slices: what has the focus keeps it.
  const draw = () => {
    view = model.get("view");
    if (!view.slices) return;
    state.refresh();
    const there = new Map([...list.children].map((row) => [row.dataset.key, row]));
    const rows = view.slices.map((one) => fill(there.get(one.key) ?? makeRow(one.key), one));
    if (rows.length !== list.children.length || rows.some((row, i) => row !== list.children[i])) list.replaceChildren(...rows);
    total.textContent = view.total;
    total.style.setProperty("--smw-chars", Math.max(view.total.length, 7));
    caption.textContent = view.caption;
    message.textContent = view.message;
    el.classList.toggle("smw-hollow", !view.slices.some((one) => one.weight > 0));
    face.setAttribute("aria-label", view.summary);
    el.parentElement?.querySelector(".bqplot")?.setAttribute("aria-hidden", "true");
    hide();
    paint();
    table.draw(view.texts);
  };

  model.on("change:view", draw);
  model.on("change:pickable", draw);
  draw();
  requestAnimationFrame(draw);
  return () => {
    state.stop();
    table.stop();
    model.off("change:view", draw);
    model.off("change:pickable", draw);
  };
}

export default { render };
