// Lies over a heat map: labels of rows and columns, tooltip by pointer, touch and keyboard. Python is not asked.
const make = (tag, className, text = "") => {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
};

function render({ model, el }) {
  el.classList.add("smw-hover");
  el.dataset.lmSuppressShortcuts = "true";
  const area = make("div", "smw-hover-area");
  area.tabIndex = 0;
  area.setAttribute("role", "img");
  const frame = make("div", "smw-heat-frame");
  const columns = make("div", "smw-xlabels");
  const rows = make("div", "smw-ylabels");
  const tip = make("div", "smw-tip");
  const message = make("div", "smw-chart-message");
  const spoken = make("div", "smw-unseen");
  for (const node of [columns, rows, tip]) node.setAttribute("aria-hidden", "true");
  message.setAttribute("role", "status");
  spoken.setAttribute("aria-live", "polite");
  el.append(columns, rows, frame, area, message, tip, spoken);
  const table = chartTable(el, {
    chart: ".smw-chart",
    model,
    rows: () => ({
      caption: view.summary,
      head: [view.corner, ...view.columns],
      body: view.rows.map((label, i) => [label, ...view.values[i]]),
    }),
  });

  let view = model.get("view");
  let at = null;
  let cell = { width: 0, height: 0 };

  const hide = () => {
    at = null;
    el.classList.remove("smw-on");
  };
  const show = (row, column, speak) => {
    at = [row, column];
    const { left, top } = view.margin;
    const x = left + column * cell.width;
    const y = top + row * cell.height;
    const line = make("div", "smw-tip-row");
    const swatch = make("span", "smw-swatch");
    swatch.style.setProperty("--smw-colour", view.colours[row][column] || "transparent");
    line.append(swatch, make("span", "smw-tip-label", view.measure), make("span", "smw-tip-value", view.values[row][column]));
    tip.replaceChildren(make("div", "smw-tip-head", view.titles[row][column]), line);
    frame.style.cssText = `left:${x}px;top:${y}px;width:${cell.width}px;height:${cell.height}px`;
    el.classList.add("smw-on");
    const wide = tip.offsetWidth;
    const beside = x + cell.width + 8 + wide <= el.clientWidth ? x + cell.width + 8 : x - 8 - wide;
    tip.style.left = `${Math.max(0, Math.min(beside, el.clientWidth - wide))}px`;
    tip.style.top = `${Math.max(0, Math.min(y, el.clientHeight - tip.offsetHeight))}px`;
    if (speak) spoken.textContent = `${view.titles[row][column]}: ${view.values[row][column]}`;
  };

  // As many labels as fit without touching, evenly spaced from the first; steps that divide the whole come first.
  const label = () => {
    const count = view.columns.length;
    const nodes = view.columns.map((text) => make("span", "", text));
    columns.replaceChildren(...nodes);
    const widths = nodes.map((node) => node.offsetWidth);
    const place = (i) =>
      Math.max(view.margin.left, Math.min(view.margin.left + (i + 0.5) * cell.width - widths[i] / 2, el.clientWidth - widths[i]));
    const fits = (step) => {
      let end = -Infinity;
      for (let i = 0; i < count; i += step) {
        if (place(i) < end + 8) return false;
        end = place(i) + widths[i];
      }
      return true;
    };
    const steps = Array.from({ length: count }, (_, i) => i + 1).filter((step) => count % step === 0);
    const step = steps.find(fits) ?? count;
    nodes.forEach((node, i) => {
      if (i % step) node.remove();
      else node.style.left = `${place(i)}px`;
    });
    rows.replaceChildren(
      ...view.rows.map((text, i) => {
        const node = make("span", "", text);
        node.style.cssText = `top:${view.margin.top + i * cell.height}px;height:${cell.height}px;width:${view.margin.left - 8}px`;
        return node;
      }),
    );
  };
  const layout = () => {
    const { top, left, right, bottom } = view.margin;
    const width = el.clientWidth - left - right;
    if (width <= 0) return;
    cell = { width: width / view.columns.length, height: (el.clientHeight - top - bottom) / view.rows.length };
    area.style.inset = `${top}px ${right}px ${bottom}px ${left}px`;
    message.style.inset = area.style.inset;
    label();
    if (at) show(...at, false);
  };
  const draw = () => {
    view = model.get("view");
    if (!view.margin) return;
    if (at && (at[0] >= view.rows.length || at[1] >= view.columns.length)) hide();
    area.setAttribute("aria-label", view.summary);
    message.textContent = view.message;
    table.draw(view.texts);
    el.parentElement?.querySelector(".bqplot")?.setAttribute("aria-hidden", "true");
    layout();
  };

  const follow = (event) => {
    if (!view.margin) return;
    const box = area.getBoundingClientRect();
    const within = (offset, size, count) => Math.max(0, Math.min(count - 1, Math.floor(offset / size)));
    show(
      within(event.clientY - box.top, cell.height, view.rows.length),
      within(event.clientX - box.left, cell.width, view.columns.length),
      false,
    );
  };
  area.addEventListener("pointermove", follow);
  area.addEventListener("pointerdown", follow);
  area.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && hide());
  area.addEventListener("blur", hide);
  area.addEventListener("keydown", (event) => {
    if (!view.margin) return;
    const [row, column] = at ?? [0, -1];
    const last = view.columns.length - 1;
    const target = {
      ArrowRight: [row, Math.min(last, column + 1)],
      ArrowLeft: [row, Math.max(0, column - 1)],
      ArrowDown: [at ? Math.min(view.rows.length - 1, row + 1) : 0, Math.max(0, column)],
      ArrowUp: [Math.max(0, row - 1), Math.max(0, column)],
      Home: [row, 0],
      End: [row, last],
    }[event.key];
    if (event.key === "Escape") hide();
    else if (target) show(...target, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });

  const sizes = new ResizeObserver(() => view.margin && layout());
  sizes.observe(el);
  model.on("change:view", draw);
  requestAnimationFrame(draw);
  return () => {
    sizes.disconnect();
    table.stop();
    model.off("change:view", draw);
  };
}

export default { render };
