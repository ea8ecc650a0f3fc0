// What a page of any kit shows, read in its frames. The constants in capitals are put in front by page.py.
(() => {
  const number = (text) => Number(text.replaceAll(/[^0-9.+−-]/g, "").replace("−", "-"));
  const numbers = (text) => text.split(":").at(-1).split("(").map(number);
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const paths = (root, selector) => all(selector, root).map((path) => path.getAttribute("d") ?? "");
  const deep = (selector, root = document) => [
    ...all(selector, root),
    ...all("*", root).flatMap((one) => (one.shadowRoot ? deep(selector, one.shadowRoot) : [])),
  ];
  const points = (d) => [...d.matchAll(/[ML]?(-?[\d.e-]+),(-?[\d.e-]+)/g)].map(([, x, y]) => [+x, +y]);
  const texts = (tiles, titles) => [...tiles, ...titles].flatMap((one) => numbers(one.textContent));

  const bqplot = {
    drawn: () => all(".bqplot").map((figure) => paths(figure, "path").join("|")),
    lines: () => all(".bqplot").map((figure) => paths(figure, "path.line").map(points)),
  };
  const plotly = {
    texts: () => texts(all(".tile"), all(".js-plotly-plot .gtitle")),
    drawn: () =>
      all(".js-plotly-plot").map((figure) => paths(figure, "path.js-line, .pielayer path.surface").join("|")),
    lines: () => all(".js-plotly-plot").map((figure) => paths(figure, "path.js-line").map(points)),
  };
  const titled = { ...bqplot, texts: () => texts(all(".tile"), all(".bqplot .mainheading")) };
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [96, 60];
  const picture = (layer) => {
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.clearRect(0, 0, canvas.width, canvas.height);
    context.drawImage(layer, 0, 0, canvas.width, canvas.height);
    return context.getImageData(0, 0, canvas.width, canvas.height).data.join();
  };
  const figures = () => [...(window.Bokeh?.documents?.[0]?._all_models.values() ?? [])].filter(
    (model) => model.type === "Figure",
  );
  const sign = { "▲": 1, "▼": -1, "→": 0 };
  const kits = {
    floor: { ...bqplot, texts: () => [] },
    voila: titled,
    solara: titled,
    streamlit: plotly,
    dash: plotly,
    panel: {
      texts: () =>
        window.Bokeh?.documents?.[0]?.is_idle
          ? texts(deep(".tile"), figures().map((figure) => ({ textContent: figure.title.text })))
          : [],
      drawn: () => deep("canvas").filter((layer) => layer.width > 100).map(picture),
      lines: () =>
        figures().map((figure) =>
          figure.renderers
            .filter((one) => one.glyph.type === "Line")
            .map(({ glyph, data_source: { data } }) => {
              const y = [...data[glyph.y.field]];
              return [...data[glyph.x.field]].map((x, place) => [x, -y[place]]);
            }),
        ),
    },
    smwidgets: {
      ...bqplot,
      texts: () => [
        ...all(".smw-tile").flatMap((tile) => {
          const trend = tile.querySelector(".smw-trend");
          if (!trend) return [];
          const percent = number(trend.children[1].lastChild.textContent);
          return [
            number(tile.querySelector(".smw-value").textContent),
            percent * sign[trend.querySelector(".smw-arrow").textContent],
          ];
        }),
        ...all("[data-figure=revenue] .smw-figure-value, .smw-ring-total").map((one) => number(one.textContent)),
      ],
    },
  };
  const kit = kits[KIT];
  const CHARTS = 5;

  const PARTS = ".tile, .smw-tile, .bqplot, .js-plotly-plot, canvas";
  const visible = () =>
    (KIT === "panel" ? deep(PARTS) : all(PARTS)).every((one) =>
      one.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
    );
  const shows = (period) => {
    const shown = kit.texts();
    const wanted = KIT === "floor" ? [] : EXPECTED[period];
    return (
      shown.length === wanted.length &&
      wanted.every(([value, near], place) => Math.abs(shown[place] - value) <= near) &&
      visible()
    );
  };
  const frames = (done) =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      const look = () => {
        const found = document.body ? done() : undefined;
        if (found !== undefined) resolve(found);
        else if (performance.now() - began < PATIENCE) requestAnimationFrame(look);
        else reject(new Error(`waited in vain: ${JSON.stringify(peers.read())}`));
      };
      requestAnimationFrame(look);
    });
  const same = (one, other) => one.length === other.length && one.every((part, place) => part === other[place]);
  const complete = (drawn) => drawn.length >= CHARTS && drawn.every((one) => one.length > 30);

  let asked = null;
  for (const kind of ["click", "change"]) {
    document.addEventListener(kind, (event) => (asked ??= performance.now()), { capture: true });
  }
  window.peers = {
    read: () => ({ texts: kit.texts(), charts: kit.drawn().map((one) => one.length), wanted: EXPECTED[FIRST].map(([value]) => value) }),
    // The drawing of a period, once it has not moved for a while: what the other measures wait for.
    settled: (period) => {
      let drawn = [];
      let since = 0;
      return frames(() => {
        if (!shows(period)) return undefined;
        const now = kit.drawn();
        if (!same(now, drawn) || !complete(now)) [drawn, since] = [now, performance.now()];
        return performance.now() - since > 700 && complete(now) ? { drawn, lines: kit.lines() } : undefined;
      });
    },
    forget: () => {
      asked = null;
    },
    // Milliseconds from the click, or from the beginning of the page, to the end of the first frame that shows it all.
    painted: (period, drawn) =>
      frames(() => (shows(period) && same(kit.drawn(), drawn) ? true : undefined)).then(
        () => new Promise((resolve) => requestAnimationFrame((now) => resolve(performance.now() - (asked ?? 0)))),
      ),
  };
  if (window.top === window && DRAWN) window.peers.loaded = window.peers.painted(FIRST, DRAWN);
})();
