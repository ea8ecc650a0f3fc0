// Lies over a figure: labels of the positions, a crosshair and a dot on each line.

// Pixel of each position's middle, by the rules of the figure's own scales: a line spans the plot, a bar its band.
function positions(view, width) {
  const { kind, length, padding } = view;
  if (length === 0) return [];
  if (kind === "line" || kind === "area") return Array.from({ length }, (_, i) => (length === 1 ? width / 2 : (i * width) / (length - 1)));
  const step = width / length;
  const band = Math.round(Math.floor(step) * (1 - padding));
  return Array.from({ length }, (_, i) => step * (i + padding / 2) + band / 2);
}

// Dates stand before the first series that has them; those of the next one only where they differ.
function rows(view) {
  const columns = [];
  const words = [];
  view.series.forEach((one, i) => {
    const dated = view.series.slice(0, i).some((other) => String(other.whens) === String(one.whens));
    if (!dated) words.push(columns.push([i ? `${view.texts.when} (${one.label})` : view.texts.when, one.whens]) - 1);
    columns.push([one.label, one.texts]);
  });
  if (view.series.length > 1 && view.changes.some(Boolean)) columns.push([view.texts.change, view.changes]);
  const length = Math.max(0, ...columns.map(([, texts]) => texts.length));
  return {
    head: columns.map(([head]) => head),
    body: Array.from({ length }, (_, i) => columns.map(([, texts]) => texts[i] ?? "")),
    words,
    copied: view.copied,
  };
}

function render({ model, el }) {
  const labels = make("div", "smw-xlabels");
  const dots = make("div", "smw-dots");
  const line = make("div", "smw-crosshair");
  let xs = [];
  let height = 0;

  const measure = (view, width, high) => {
    xs = positions(view, width);
    height = high;
    const count = Math.min(view.ticks.length, xs.length);
    const nodes = view.ticks.slice(0, count).map((text) => make("span", "", text));
    labels.replaceChildren(...nodes);
    const steps = nodes.map((_, i) => i + 1);
    spread(nodes, steps, 10, (i, wide) => Math.max(0, Math.min(view.margin.left + xs[i] - wide / 2, el.clientWidth - wide)));
  };

  const told = (one, i, sameWhen) => {
    const label = make("span", "smw-tip-label", one.label);
    if (!sameWhen) label.append(make("span", "smw-tip-when", one.whens[i] ?? ""));
    return tipRow(one.colour, one.dash, label, one.texts[i] ?? "");
  };
  const dot = (one, i, x, top) => {
    const node = make("span", "smw-dot");
    node.style.cssText = `left:${x}px;top:${top + (1 - one.heights[i]) * height}px`;
    node.style.setProperty("--smw-colour", one.colour);
    return node;
  };
  const tell = (view, i) => {
    const found = view.series.filter((one) => i < one.heights.length);
    if (!found.length) return null;
    const { top, left } = view.margin;
    const x = left + xs[i];
    const when = found[0].whens[i];
    const sameWhen = found.every((one) => one.whens[i] === when);
    const change = found.length > 1 && view.changes[i];
    line.style.cssText = `left:${x}px;top:${top}px;height:${height}px`;
    const dotted = view.kind.endsWith("bar") ? [] : found.filter((one) => one.heights[i] !== null);
    dots.replaceChildren(...dotted.map((one) => dot(one, i, x, top)));
    return {
      nodes: [
        ...(sameWhen && when ? [make("div", "smw-tip-head", when)] : []),
        ...found.map((one) => told(one, i, sameWhen)),
        ...(change ? [make("div", "smw-tip-change", change)] : []),
      ],
      after: x + 14,
      before: x - 14,
      top,
      spoken: found
        .map((one) => [one.label, one.whens[i], one.texts[i]].filter(Boolean).join(", "))
        .concat(change ? [change] : [])
        .join("; "),
    };
  };

  const kept = (_, at) => (xs.length ? Math.min(at, xs.length - 1) : null);
  const nearest = (_, x) => {
    if (!xs.length) return null;
    let best = 0;
    xs.forEach((px, i) => {
      if (Math.abs(px - x) < Math.abs(xs[best] - x)) best = i;
    });
    return best;
  };
  const target = (_, key, at) => {
    const last = xs.length - 1;
    if (last < 0) return undefined;
    return {
      ArrowRight: Math.min(last, (at ?? -1) + 1),
      ArrowLeft: Math.max(0, (at ?? last + 1) - 1),
      Home: 0,
      End: last,
    }[key];
  };

  return overlay({ model, el }, { labels: [labels], layers: [dots, line], rows, measure, kept, tell, nearest, target });
}

export default { render };
