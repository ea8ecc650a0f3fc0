// Frames over the tiles of a grid. They are cells of the same grid as the tiles, so that nothing is measured to lay them.
const GAP = 16;
const EDGE = 56;
const ICONS = {
  left: "M10 3 5 8l5 5",
  right: "M6 3l5 5-5 5",
  up: "M3 10l5-5 5 5",
  down: "M3 6l5 5 5-5",
  narrower: "M1 8h5M4 5.500 6.500 8 4 10.500M15 8h-5M12 5.500 9.500 8l2.500 2.500",
  wider: "M6.500 8H1M3.500 5.500 1 8l2.500 2.500M9.500 8H15M12.500 5.500 15 8l-2.500 2.500",
  shorter: "M8 1v5M5.500 4 8 6.500 10.500 4M8 15v-5M5.500 12 8 9.500l2.500 2.500",
  taller: "M8 6.500V1M5.500 3.500 8 1l2.500 2.500M8 9.500V15M5.500 12.500 8 15l2.500-2.500",
  remove: "M4 4l8 8M12 4l-8 8",
  grip: "M5.500 4h.01M5.500 8h.01M5.500 12h.01M10.500 4h.01M10.500 8h.01M10.500 12h.01",
};
const BUTTONS = ["left", "up", "down", "right", "narrower", "wider", "shorter", "taller", "remove"];
const KEYS = { ArrowLeft: "left", ArrowRight: "right", ArrowUp: "up", ArrowDown: "down" };
const SHIFTED = { ArrowLeft: "narrower", ArrowRight: "wider", ArrowUp: "shorter", ArrowDown: "taller" };

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("aria-hidden", "true");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", ICONS[name]);
  svg.append(path);
  return svg;
}

function scroller(node) {
  for (let at = node.parentElement; at; at = at.parentElement) {
    const { overflowY } = getComputedStyle(at);
    if (/auto|scroll|overlay/.test(overflowY) && at.scrollHeight > at.clientHeight) return at;
  }
  return document.scrollingElement;
}

function render({ model, el }) {
  el.classList.add("smw-arranger");
  el.dataset.lmSuppressShortcuts = "true";
  const frames = new Map();
  const told = document.createElement("div");
  told.className = "smw-unseen";
  told.setAttribute("role", "status");
  // Takes the focus when the last frame has gone.
  const rest = document.createElement("div");
  rest.className = "smw-unseen";
  rest.tabIndex = -1;
  el.append(told, rest);
  let drag = null;
  let asked = 0;
  let moved = null;

  const cells = () => el.closest(".smw-cells");
  const content = (key) => cells()?.querySelector(`:scope > .smw-place-${CSS.escape(key)}`);
  const send = (kind, action, key, across = 0, down = 0) => model.send({ kind, action, key, across, down, number: asked });
  const step = (action, key) => {
    moved = key;
    send("step", action, key);
  };

  const button = (action, key, label) => {
    const node = document.createElement("button");
    node.type = "button";
    node.className = `smw-frame-button smw-frame-${action}`;
    node.dataset.action = action;
    node.append(icon(action));
    if (action !== "grip") node.addEventListener("click", () => step(action, key));
    return node;
  };
  const frame = (key) => {
    const node = document.createElement("div");
    node.className = "smw-frame";
    node.setAttribute("role", "group");
    node.dataset.key = key;
    const bar = document.createElement("div");
    bar.className = "smw-frame-bar";
    const grip = button("grip", key);
    grip.addEventListener("pointerdown", (event) => begin(event, key, "move"));
    grip.addEventListener("keydown", (event) => {
      const action = (event.shiftKey ? SHIFTED : KEYS)[event.key];
      if (!action) return;
      event.preventDefault();
      event.stopPropagation();
      step(action, key);
    });
    const name = document.createElement("span");
    name.className = "smw-frame-name";
    const buttons = document.createElement("span");
    buttons.className = "smw-frame-buttons";
    buttons.append(...BUTTONS.map((action) => button(action, key)));
    bar.append(grip, name, buttons);
    const corner = document.createElement("span");
    corner.className = "smw-frame-corner";
    corner.addEventListener("pointerdown", (event) => begin(event, key, "resize"));
    node.append(bar, corner);
    node.addEventListener("pointerdown", (event) => {
      if (event.pointerType === "mouse" && event.target === node) begin(event, key, "move");
    });
    el.append(node);
    return node;
  };
  const lay = (key, area) => {
    for (const node of [frames.get(key), content(key)]) if (node) node.style.gridArea = area;
  };
  const write = (key, label, order) => {
    const texts = model.get("texts");
    const node = frames.get(key);
    node.setAttribute("aria-label", label);
    node.style.setProperty("--smw-order", order);
    node.querySelector(".smw-frame-name").textContent = label;
    for (const one of node.querySelectorAll("button")) {
      const said = `${texts[one.dataset.action] ?? ""}: ${label}`;
      one.setAttribute("aria-label", said);
      one.title = texts[one.dataset.action] ?? "";
    }
  };
  const place = ([key, , x, y, w, h]) =>
    (model.get("texts").place ?? "").replace(/\{([xywh])\}/g, (_, name) => ({ x: x + 1, y: y + 1, w, h })[name]);

  // The tabulator goes from frame to frame as one reads; a node that is moved would lose the focus, so others are.
  const sort = (nodes) => {
    if (nodes.every((node, at) => at === 0 || nodes[at - 1].compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING)) return;
    const fixed = nodes.find((node) => node.contains(document.activeElement));
    const at = nodes.indexOf(fixed);
    nodes.forEach((node, place) => {
      if (place < at) fixed.before(node);
      else if (place > at) el.append(node);
    });
  };
  // Tiles rest under their frames. The view of one that was just added comes later than its frame.
  const settle = () => {
    const active = model.get("active");
    if (active) model.get("tiles").forEach(([key], order) => content(key)?.style.setProperty("--smw-order", order));
    for (const node of cells()?.children ?? []) if (node !== el) node.inert = active;
  };
  let due = 0;
  let watched = null;
  const arrivals = new MutationObserver(() => {
    cancelAnimationFrame(due);
    due = requestAnimationFrame(settle);
  });
  const watch = () => {
    if (cells() === watched) return;
    watched = cells();
    arrivals.disconnect();
    if (watched) arrivals.observe(watched, { childList: true });
  };
  const draw = () => {
    const active = model.get("active");
    cells()?.classList.toggle("smw-arranging", active);
    const tiles = active ? model.get("tiles") : [];
    const keys = new Set(tiles.map(([key]) => key));
    for (const [key, node] of frames) {
      if (keys.has(key)) continue;
      const lost = node.contains(document.activeElement);
      const next = lost && [...frames.values()].find((other) => other !== node && other.isConnected);
      node.remove();
      frames.delete(key);
      if (next) next.querySelector("button").focus();
      else if (lost) rest.focus();
    }
    tiles.forEach(([key, label, , , , , area], order) => {
      if (!frames.has(key)) frames.set(key, frame(key));
      write(key, label, order);
      if (!drag) lay(key, area);
    });
    if (!drag) sort(tiles.map(([key]) => frames.get(key)));
    settle();
    watch();
    const shown = tiles.find(([key]) => key === moved);
    if (shown) told.textContent = `${shown[1]}: ${place(shown)}`;
  };

  // --- dragging ---------------------------------------------------------------------------------------------------
  // From pixels to rows: between two edges of tiles as they lay when the drag began, beyond them by the least height.
  const ruler = (grid) => {
    const pixels = Number(model.get("row_pixels"));
    const known = new Map([[0, 0]]);
    for (const [key, , , y, , h] of model.get("tiles")) {
      const box = frames.get(key).getBoundingClientRect();
      known.set(y, box.top - grid.top);
      known.set(y + h, box.bottom + GAP - grid.top);
    }
    const edges = [...known].sort(([one], [other]) => one - other);
    return (top) => {
      for (let at = 1; at < edges.length; at += 1) {
        const [[y0, p0], [y1, p1]] = [edges[at - 1], edges[at]];
        if (top < p1) return Math.max(0, y0 + ((top - p0) / Math.max(1, p1 - p0)) * (y1 - y0));
      }
      const [y, p] = edges.at(-1);
      return y + (top - p) / pixels;
    };
  };
  const target = (event) => {
    const grid = cells().getBoundingClientRect();
    const column = (grid.width + GAP) / 12;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y + (drag.grid.top - grid.top)];
    const [, , x, y, w, h] = drag.tile;
    if (drag.action === "resize") {
      const rows = Math.round(dy / Number(model.get("row_pixels")));
      return [Math.min(12 - x, Math.max(1, w + Math.round(dx / column))), Math.max(1, h + rows)];
    }
    const across = Math.min(12 - w, Math.max(0, Math.round((drag.box.left - drag.grid.left + dx) / column)));
    return [across, Math.round(drag.rows(drag.box.top - drag.grid.top + dy))];
  };
  const follow = (event) => {
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    const node = content(drag.key);
    if (node && drag.action === "move") {
      const now = frames.get(drag.key).getBoundingClientRect();
      node.style.transform = `translate(${drag.box.left + dx - now.left}px, ${drag.box.top + dy - now.top}px)`;
    }
    const [across, down] = target(event);
    if (across === drag.across && down === drag.down) return;
    Object.assign(drag, { across, down });
    asked += 1;
    send("try", drag.action, drag.key, across, down);
  };
  const scroll = () => {
    if (!drag) return;
    const box = drag.scroller === document.scrollingElement ? { top: 0, bottom: innerHeight } : drag.scroller.getBoundingClientRect();
    const by = drag.last.clientY < box.top + EDGE ? -12 : drag.last.clientY > box.bottom - EDGE ? 12 : 0;
    if (by) {
      const before = drag.scroller.scrollTop;
      drag.scroller.scrollTop += by;
      if (drag.scroller.scrollTop !== before) follow(drag.last);
    }
    drag.frame = requestAnimationFrame(scroll);
  };
  const begin = (event, key, action) => {
    if (event.button !== 0 || drag) return;
    event.preventDefault();
    const handle = event.target;
    const node = frames.get(key);
    const grid = cells().getBoundingClientRect();
    const tile = model.get("tiles").find(([one]) => one === key);
    drag = {
      key,
      action,
      tile,
      grid,
      x: event.clientX,
      y: event.clientY,
      box: node.getBoundingClientRect(),
      rows: ruler(grid),
      across: action === "move" ? tile[2] : tile[4],
      down: action === "move" ? tile[3] : tile[5],
      last: event,
      scroller: scroller(el),
      began: null,
    };
    drag.began = [drag.across, drag.down];
    node.querySelector(".smw-frame-grip").focus();
    handle.setPointerCapture(event.pointerId);
    cells().classList.add("smw-dragging");
    node.classList.add("smw-frame-held");
    content(key)?.classList.add("smw-held");
    drag.end = () => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", drop);
      handle.removeEventListener("pointercancel", cancel);
      document.removeEventListener("keydown", escape, true);
      cancelAnimationFrame(drag.frame);
      cells()?.classList.remove("smw-dragging");
      node.classList.remove("smw-frame-held");
      const held = content(key);
      if (held) {
        held.classList.remove("smw-held");
        held.style.transform = "";
      }
      drag = null;
    };
    const move = (next) => {
      drag.last = next;
      follow(next);
    };
    const drop = () => {
      const { across, down, began } = drag;
      drag.end();
      asked += 1;
      if (across !== began[0] || down !== began[1]) {
        moved = key;
        send("step", action, key, across, down);
      } else draw();
    };
    const cancel = () => {
      asked += 1;
      drag.end();
      draw();
    };
    const escape = (pressed) => {
      if (pressed.key !== "Escape") return;
      pressed.preventDefault();
      pressed.stopPropagation();
      cancel();
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", drop);
    handle.addEventListener("pointercancel", cancel);
    document.addEventListener("keydown", escape, true);
    drag.frame = requestAnimationFrame(scroll);
  };
  // Where the others would go: the newest answer only, and none once the tile was let go.
  const tried = ({ kind, number, tiles }) => {
    if (kind !== "tried" || number !== asked || !drag) return;
    for (const [key, , , , , area] of tiles) lay(key, area);
    follow(drag.last);
  };

  const names = ["active", "tiles", "texts"].map((name) => `change:${name}`);
  for (const name of names) model.on(name, draw);
  model.on("msg:custom", tried);
  // The grid is there once this view stands in it.
  due = requestAnimationFrame(draw);
  return () => {
    cancelAnimationFrame(due);
    arrivals.disconnect();
    for (const name of names) model.off(name, draw);
    model.off("msg:custom", tried);
    drag?.end();
    const grid = cells();
    grid?.classList.remove("smw-arranging");
    for (const node of grid?.children ?? []) node.inert = false;
  };
}

export default { render };
