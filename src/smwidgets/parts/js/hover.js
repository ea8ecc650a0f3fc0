// Lies over a figure: labels of the positions, crosshair and tooltip by pointer, touch and keyboard. Python is not asked.
const make = (tag, className, text = "") => {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
};

// Pixel of each position's middle, by the rules of the figure's own scales: a line spans the plot, a bar its band.
function positions(view, width) {
  const { kind, length, padding } = view;
  if (length === 0) return [];
  if (kind === "line" || kind === "area") return Array.from({ length }, (_, i) => (length === 1 ? width / 2 : (i * width) / (length - 1)));
  const step = width / length;
  const band = Math.round(Math.floor(step) * (1 - padding));
  return Array.from({ length }, (_, i) => step * (i + padding / 2) + band / 2);
}

function render({ model, el }) {
  el.classList.add("smw-hover");
  el.dataset.lmSuppressShortcuts = "true";
  const area = make("div", "smw-hover-area");
  area.tabIndex = 0;
  area.setAttribute("role", "img");
  const line = make("div", "smw-crosshair");
  const dots = make("div", "smw-dots");
  const labels = make("div", "smw-xlabels");
  const tip = make("div", "smw-tip");
  const message = make("div", "smw-chart-message");
  const spoken = make("div", "smw-unseen");
  labels.setAttribute("aria-hidden", "true");
  tip.setAttribute("aria-hidden", "true");
  message.setAttribute("role", "status");
  spoken.setAttribute("aria-live", "polite");
  el.append(labels, dots, line, area, message, tip, spoken);

  // Dates stand before the first series that has them; those of the next one only where they differ.
  const rows = () => {
    const columns = [];
    view.series.forEach((one, i) => {
      const dated = view.series.slice(0, i).some((other) => String(other.whens) === String(one.whens));
      if (!dated) columns.push([i ? `${view.texts.when} (${one.label})` : view.texts.when, one.whens]);
      columns.push([one.label, one.texts]);
    });
    if (view.series.length > 1 && view.changes.some(Boolean)) columns.push([view.texts.change, view.changes]);
    const length = Math.max(0, ...columns.map(([, texts]) => texts.length));
    return {
      caption: view.summary,
      head: columns.map(([head]) => head),
      body: Array.from({ length }, (_, i) => columns.map(([, texts]) => texts[i] ?? "")),
    };
  };
  const table = chartTable(el, { chart: ".smw-chart", rows, model });

  let view = model.get("view");
  let xs = [];
  let at = null;

  const hide = () => {
    at = null;
    el.classList.remove("smw-on");
  };
  const lines = (i) => view.series.filter((one) => i < one.heights.length);
  const row = (one, i, sameWhen) => {
    const node = make("div", "smw-tip-row");
    const swatch = make("span", `smw-swatch${one.dash ? " smw-dash" : ""}`);
    swatch.style.setProperty("--smw-colour", one.colour);
    const label = make("span", "smw-tip-label", one.label);
    if (!sameWhen) label.append(make("span", "smw-tip-when", one.whens[i] ?? ""));
    node.append(swatch, label, make("span", "smw-tip-value", one.texts[i] ?? ""));
    return node;
  };
  const show = (i, speak) => {
    const found = lines(i);
    if (!found.length) return hide();
    at = i;
    const { top, left, right, bottom } = view.margin;
    const plot = { width: el.clientWidth - left - right, height: el.clientHeight - top - bottom };
    const sameWhen = found.every((one) => one.whens[i] === found[0].whens[i]);
    tip.replaceChildren(
      ...(sameWhen && found[0].whens[i] ? [make("div", "smw-tip-head", found[0].whens[i])] : []),
      ...found.map((one) => row(one, i, sameWhen)),
      ...(view.changes[i] && found.length > 1 ? [make("div", "smw-tip-change", view.changes[i])] : []),
    );
    line.style.cssText = `left:${left + xs[i]}px;top:${top}px;height:${plot.height}px`;
    dots.replaceChildren(
      ...(view.kind.endsWith("bar") ? [] : found).flatMap((one) => {
        if (one.heights[i] === null) return [];
        const dot = make("span", "smw-dot");
        dot.style.cssText = `left:${left + xs[i]}px;top:${top + (1 - one.heights[i]) * plot.height}px`;
        dot.style.setProperty("--smw-colour", one.colour);
        return [dot];
      }),
    );
    el.classList.add("smw-on");
    const wide = tip.offsetWidth;
    const x = left + xs[i];
    const beside = x + 14 + wide <= el.clientWidth ? x + 14 : x - 14 - wide;
    tip.style.left = `${Math.max(0, Math.min(beside, el.clientWidth - wide))}px`;
    tip.style.top = `${top}px`;
    if (speak)
      spoken.textContent = found
        .map((one) => [one.label, one.whens[i], one.texts[i]].filter(Boolean).join(", "))
        .concat(found.length > 1 && view.changes[i] ? [view.changes[i]] : [])
        .join("; ");
  };

  // As many labels as fit without touching, evenly spaced from the first; none leaves the chart.
  const label = () => {
    const count = Math.min(view.ticks.length, xs.length);
    labels.replaceChildren(...view.ticks.slice(0, count).map((text) => make("span", "", text)));
    const widths = [...labels.children].map((node) => node.offsetWidth);
    const place = (i) => Math.max(0, Math.min(view.margin.left + xs[i] - widths[i] / 2, el.clientWidth - widths[i]));
    const fits = (step) => {
      let end = -Infinity;
      for (let i = 0; i < count; i += step) {
        if (place(i) < end + 10) return false;
        end = place(i) + widths[i];
      }
      return true;
    };
    let step = 1;
    while (step < count && !fits(step)) step += 1;
    [...labels.children].forEach((node, i) => {
      if (i % step) node.remove();
      else node.style.left = `${place(i)}px`;
    });
  };
  const layout = () => {
    const { top, left, right, bottom } = view.margin;
    const width = el.clientWidth - left - right;
    if (width <= 0) return;
    xs = positions(view, width);
    area.style.inset = `${top}px ${right}px ${bottom}px ${left}px`;
    message.style.inset = area.style.inset;
    label();
    if (at !== null) show(Math.min(at, xs.length - 1), false);
  };
  const draw = () => {
    view = model.get("view");
    if (!view.margin) return;
    area.setAttribute("aria-label", view.summary);
    message.textContent = view.message;
    table.draw(view.texts);
    el.parentElement?.querySelector(".bqplot")?.setAttribute("aria-hidden", "true");
    layout();
  };

  const nearest = (event) => {
    const x = event.clientX - area.getBoundingClientRect().left;
    let best = 0;
    xs.forEach((px, i) => {
      if (Math.abs(px - x) < Math.abs(xs[best] - x)) best = i;
    });
    if (xs.length && view.margin) show(best, false);
  };
  area.addEventListener("pointermove", nearest);
  area.addEventListener("pointerdown", nearest);
  area.addEventListener("pointerleave", (event) => event.pointerType !== "touch" && hide());
  area.addEventListener("blur", hide);
  area.addEventListener("keydown", (event) => {
    const last = xs.length - 1;
    const target = {
      ArrowRight: Math.min(last, (at ?? -1) + 1),
      ArrowLeft: Math.max(0, (at ?? last + 1) - 1),
      Home: 0,
      End: last,
    }[event.key];
    if (event.key === "Escape") hide();
    else if (target !== undefined && last >= 0) show(target, true);
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
