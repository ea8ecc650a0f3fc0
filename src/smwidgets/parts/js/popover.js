// Shared by the parts that open a panel: the browser closes it on Escape and on a click elsewhere, this keeps it in place.
function popover(panel, anchor, { onClose }) {
  panel.setAttribute("popover", "auto");
  const place = () => {
    const at = anchor.getBoundingClientRect();
    const room = document.documentElement.clientWidth - panel.offsetWidth - 8;
    const below = at.bottom + 4;
    const above = at.top - panel.offsetHeight - 4;
    // Under the anchor's left edge where the card has room for it, else under its right one.
    const edge = anchor.closest(".smw-card, dialog")?.getBoundingClientRect().right ?? room;
    const left = at.left + panel.offsetWidth <= edge ? at.left : at.right - panel.offsetWidth;
    panel.style.left = `${Math.max(8, Math.min(left, room))}px`;
    panel.style.top = `${below + panel.offsetHeight > window.innerHeight && above > 0 ? above : below}px`;
  };
  panel.addEventListener("toggle", (event) => {
    const open = event.newState === "open";
    anchor.setAttribute("aria-expanded", String(open));
    const listen = open ? "addEventListener" : "removeEventListener";
    window[listen]("scroll", place, true);
    window[listen]("resize", place);
    if (open) {
      place();
      panel.querySelector("[autofocus], input, select, button")?.focus();
    } else {
      onClose();
      if (panel.contains(document.activeElement) || document.activeElement === document.body) anchor.focus();
    }
  });
  anchor.setAttribute("aria-haspopup", "dialog");
  anchor.setAttribute("aria-expanded", "false");
}

function button(className, text) {
  const node = document.createElement("button");
  node.type = "button";
  node.className = className;
  node.textContent = text;
  return node;
}
