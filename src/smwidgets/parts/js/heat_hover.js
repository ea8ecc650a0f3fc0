// Lies over a heat map: labels of rows and columns, a frame around a cell.
function render({ model, el }) {
  const columns = make("div", "smw-xlabels");
  const lines = make("div", "smw-ylabels");
  const frame = make("div", "smw-heat-frame");
  let cell = { width: 0, height: 0 };

  const rows = (view) => ({
    head: [view.corner, ...view.columns],
    body: view.rows.map((label, i) => [label, ...view.values[i]]),
    copied: view.copied,
  });

  const measure = (view, width, height) => {
    const { top, left } = view.margin;
    const count = view.columns.length;
    cell = { width: width / count, height: height / view.rows.length };
    const nodes = view.columns.map((text) => make("span", "", text));
    columns.replaceChildren(...nodes);
    const place = (i, wide) => Math.max(left, Math.min(left + (i + 0.5) * cell.width - wide / 2, el.clientWidth - wide));
    // Steps that divide the whole, so that no last label stands nearer than the others.
    const steps = Array.from({ length: count }, (_, i) => i + 1).filter((step) => count % step === 0);
    spread(nodes, steps, 8, place);
    lines.replaceChildren(
      ...view.rows.map((text, i) => {
        const node = make("span", "", text);
        node.style.cssText = `top:${top + i * cell.height}px;height:${cell.height}px;width:${left - 8}px`;
        return node;
      }),
    );
  };

  const tell = (view, [row, column]) => {
    const x = view.margin.left + column * cell.width;
    const y = view.margin.top + row * cell.height;
    const [title, value] = [view.titles[row][column], view.values[row][column]];
    frame.style.cssText = `left:${x}px;top:${y}px;width:${cell.width}px;height:${cell.height}px`;
    const label = make("span", "smw-tip-label", view.measure);
    const line = tipRow(view.colours[row][column] || "transparent", false, label, value);
    return {
      nodes: [make("div", "smw-tip-head", title), line],
      after: x + cell.width + 8,
      before: x - 8,
      top: y,
      spoken: `${title}: ${value}`,
    };
  };

  const kept = (view, [row, column]) => (row < view.rows.length && column < view.columns.length ? [row, column] : null);
  const nearest = (view, x, y) => {
    const within = (offset, size, count) => Math.max(0, Math.min(count - 1, Math.floor(offset / size)));
    return [within(y, cell.height, view.rows.length), within(x, cell.width, view.columns.length)];
  };
  const target = (view, key, at) => {
    const [row, column] = at ?? [0, -1];
    const last = view.columns.length - 1;
    return {
      ArrowRight: [row, Math.min(last, column + 1)],
      ArrowLeft: [row, Math.max(0, column - 1)],
      ArrowDown: [at ? Math.min(view.rows.length - 1, row + 1) : 0, Math.max(0, column)],
      ArrowUp: [Math.max(0, row - 1), Math.max(0, column)],
      Home: [row, 0],
      End: [row, last],
    }[key];
  };

  return overlay({ model, el }, { labels: [columns, lines], layers: [frame], rows, measure, kept, tell, nearest, target });
}

export default { render };
