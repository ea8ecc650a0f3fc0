// Newer and older. A button that ends greyed keeps the focus, so that the next key still finds something.
function render({ model, el }) {
  el.classList.add("smw-pager");
  el.dataset.lmSuppressShortcuts = "true";
  el.setAttribute("role", "navigation");
  const turn = (direction) => {
    const node = document.createElement("button");
    node.type = "button";
    node.className = "smw-button";
    node.addEventListener("click", () => {
      if (node.getAttribute("aria-disabled") === "false") model.send({ kind: "turn", direction });
    });
    return node;
  };
  const newer = turn("newer");
  const older = turn("older");
  const note = document.createElement("span");
  note.className = "smw-pager-note";
  note.setAttribute("aria-live", "polite");
  el.append(newer, note, older);
  const draw = () => {
    const texts = model.get("texts");
    newer.textContent = `‹ ${texts.newer ?? ""}`;
    older.textContent = `${texts.older ?? ""} ›`;
    newer.setAttribute("aria-disabled", String(!model.get("newer")));
    older.setAttribute("aria-disabled", String(!model.get("older")));
    newer.hidden = older.hidden = !model.get("newer") && !model.get("older");
    note.textContent = model.get("note");
    el.setAttribute("aria-label", texts.title ?? "");
  };
  const watched = ["newer", "older", "note", "texts"];
  for (const name of watched) model.on(`change:${name}`, draw);
  draw();
  return () => {
    for (const name of watched) model.off(`change:${name}`, draw);
  };
}

export default { render };
