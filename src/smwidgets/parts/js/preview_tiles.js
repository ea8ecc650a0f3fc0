// Figures with a button each; the pressed one is looked at more closely below.
function render({ model, el }) {
  el.classList.add("smw-previews");
  el.dataset.lmSuppressShortcuts = "true";
  el.setAttribute("role", "group");
  const row = make("div", "smw-preview-row");
  el.append(row);

  const press = (key) => {
    if (key === model.get("value")) return;
    model.set("value", key);
    model.save_changes();
  };
  const makeTile = (key) => {
    const tile = make("div", "smw-preview");
    tile.dataset.figure = key;
    const head = make("div", "smw-tile-label");
    const help = make("button", "smw-help", "?");
    help.type = "button";
    head.append(make("span", ""), help);
    const foot = make("div", "smw-preview-foot");
    const open = make("button", "smw-button smw-preview-open");
    open.type = "button";
    open.addEventListener("click", () => press(key));
    foot.append(make("span", "smw-preview-note"), open);
    tile.append(head, make("div", "smw-value smw-figure-value"), foot);
    return tile;
  };
  const fill = (tile, one) => {
    const [label, help] = tile.querySelector(".smw-tile-label").children;
    label.textContent = one.label;
    label.title = one.label;
    help.hidden = !one.help;
    help.dataset.smwHelp = one.help;
    help.setAttribute("aria-label", one.help);
    const value = tile.querySelector(".smw-value");
    value.textContent = one.value;
    value.style.setProperty("--smw-chars", Math.max(one.value.length, 11));
    const [note, open] = tile.querySelector(".smw-preview-foot").children;
    note.textContent = one.note;
    open.textContent = model.get("action");
    open.setAttribute("aria-label", `${model.get("action")}: ${one.label}`);
    open.disabled = !one.ready;
    return tile;
  };
  const paint = () => {
    for (const tile of row.children) {
      const pressed = tile.dataset.figure === model.get("value");
      tile.classList.toggle("smw-previewed", pressed);
      tile.querySelector(".smw-preview-open").setAttribute("aria-pressed", String(pressed));
    }
  };
  // Tiles stay the same nodes for the same figures: what has the focus keeps it.
  const draw = () => {
    el.setAttribute("aria-label", model.get("label"));
    const there = new Map([...row.children].map((tile) => [tile.dataset.figure, tile]));
    const tiles = model.get("tiles").map((one) => fill(there.get(one.key) ?? makeTile(one.key), one));
    if (tiles.length !== row.children.length || tiles.some((tile, i) => tile !== row.children[i])) row.replaceChildren(...tiles);
    paint();
  };

  const watched = ["tiles", "action", "label"];
  for (const name of watched) model.on(`change:${name}`, draw);
  model.on("change:value", paint);
  draw();
  return () => {
    for (const name of watched) model.off(`change:${name}`, draw);
    model.off("change:value", paint);
  };
}

export default { render };
