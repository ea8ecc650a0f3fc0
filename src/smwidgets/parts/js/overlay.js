// Shared by what lies over a chart: its table, its message, and a tooltip by pointer, touch and keyboard. Python is not
// asked. A chart says where things are (`measure`, `nearest`, `target`, `kept`) and what they mean (`tell`, `rows`).
function overlay({ model, el }, { layers, labels, rows, measure, kept, tell, nearest, target }) {
  el.classList.add("smw-hover");
  el.dataset.lmSuppressShortcuts = "true";
  const area = make("div", "smw-hover-area");
  area.tabIndex = 0;
  area.setAttribute("role", "img");
  const tip = make("div", "smw-tip");
  const message = make("div", "smw-chart-message");
  const spoken = make("div", "smw-unseen");
  for (const node of [...labels, tip]) node.setAttribute("aria-hidden", "true");
  message.setAttribute("role", "status");
  spoken.setAttribute("aria-live", "polite");
  el.append(...labels, ...layers, area, message, tip, spoken);
  const table = chartTable(el, { chart: ".smw-chart", model, rows: () => ({ caption: view.summary, ...rows(view) }) });

  let view = model.get("view");
  let at = null;
  let due = 0;

  const hide = () => {
    at = null;
    el.classList.remove("smw-on");
  };
  const show = (position, speak) => {
    const told = position === null ? null : tell(view, position);
    if (!told) return hide();
    at = position;
    tip.replaceChildren(...told.nodes);
    el.classList.add("smw-on");
    const wide = tip.offsetWidth;
    const beside = told.after + wide <= el.clientWidth ? told.after : told.before - wide;
    tip.style.left = `${Math.max(0, Math.min(beside, el.clientWidth - wide))}px`;
    tip.style.top = `${Math.max(0, Math.min(told.top, el.clientHeight - tip.offsetHeight))}px`;
    if (speak) spoken.textContent = told.spoken;
  };

  const layout = () => {
    const { top, left, right, bottom } = view.margin;
    const width = el.clientWidth - left - right;
    if (width <= 0) return;
    area.style.inset = `${top}px ${right}px ${bottom}px ${left}px`;
    message.style.inset = area.style.inset;
    measure(view, width, el.clientHeight - top - bottom);
    if (at !== null) show(kept(view, at), false);
  };
  const draw = () => {
    view = model.get("view");
    if (!view.margin) return;
    area.setAttribute("aria-label", view.summary);
    message.textContent = view.message;
    table.draw(view.texts);
    el.parentElement?.querySelector(".bqplot")?.setAttribute("aria-hidden", "true");
    // Measuring lays the whole page out: once for all that changes together, in the frame that shows it.
    cancelAnimationFrame(due);
    due = requestAnimationFrame(layout);
  };

  const follow = (event) => {
    if (!view.margin) return;
    const box = area.getBoundingClientRect();
    show(nearest(view, event.clientX - box.left, event.clientY - box.top), false);
  };
  area.addEventListener("pointermove", follow);
  area.addEventListener("pointerdown", follow);
  area.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && hide());
  area.addEventListener("blur", hide);
  area.addEventListener("keydown", (event) => {
    if (!view.margin) return;
    const next = target(view, event.key, at);
    if (event.key === "Escape") hide();
    else if (next !== undefined) show(next, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  const sizes = new ResizeObserver(() => view.margin && layout());
  sizes.observe(el);
  model.on("change:view", draw);
  requestAnimationFrame(draw);
  return () => {
    cancelAnimationFrame(due);
    sizes.disconnect();
    table.stop();
    model.off("change:view", draw);
  };
}

// One line of a tooltip.
function tipRow(colour, dash, label, value) {
  const node = make("div", "smw-tip-row");
  const mark = make("span", `smw-swatch${dash ? " smw-dash" : ""}`);
  mark.style.setProperty("--smw-colour", colour);
  node.append(mark, label, make("span", "smw-tip-value", value));
  return node;
}

// Leaves as many labels as fit without touching, evenly spaced from the first, by the first of the steps that does it.
function spread(nodes, steps, gap, left) {
  const widths = nodes.map((node) => node.offsetWidth);
  const fits = (step) => {
    let end = -Infinity;
    for (let i = 0; i < nodes.length; i += step) {
      if (left(i, widths[i]) < end + gap) return false;
      end = left(i, widths[i]) + widths[i];
    }
    return true;
  };
  const step = steps.find(fits) ?? nodes.length;
  nodes.forEach((node, i) => {
    if (i % step) node.remove();
    else node.style.left = `${left(i, widths[i])}px`;
  });
}
