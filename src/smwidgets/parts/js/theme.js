// One bubble for every help button of the page, placed so that the window never cuts it.
function install() {
  if (window.smwidgetsHelp) return;
  window.smwidgetsHelp = true;
  const bubble = document.createElement("div");
  bubble.className = "smw-bubble";
  bubble.id = "smw-bubble";
  bubble.setAttribute("role", "tooltip");
  bubble.hidden = true;
  document.body.append(bubble);
  let owner = null;
  let leaving = 0;

  const hide = () => {
    clearTimeout(leaving);
    owner?.removeAttribute("aria-describedby");
    owner = null;
    bubble.hidden = true;
  };
  const show = (button) => {
    clearTimeout(leaving);
    if (owner === button) return;
    hide();
    owner = button;
    bubble.textContent = button.dataset.smwHelp;
    bubble.hidden = false;
    button.setAttribute("aria-describedby", bubble.id);
    const at = button.getBoundingClientRect();
    const size = bubble.getBoundingClientRect();
    const room = document.documentElement.clientWidth - size.width - 8;
    const below = at.bottom + 6 + size.height <= window.innerHeight;
    bubble.style.left = `${Math.max(8, Math.min(at.left - 12, room))}px`;
    bubble.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - size.height - 6)}px`;
  };
  const buttonAt = (event) => event.target.closest?.("[data-smw-help]");

  document.addEventListener("pointerover", (event) => {
    const button = buttonAt(event);
    if (button) show(button);
    else if (event.target === bubble) clearTimeout(leaving);
  });
  document.addEventListener("pointerout", (event) => {
    if (owner && (buttonAt(event) || event.target === bubble)) leaving = setTimeout(hide, 150);
  });
  document.addEventListener("focusin", (event) => (buttonAt(event) ? show(buttonAt(event)) : hide()));
  document.addEventListener("focusout", hide);
  document.addEventListener("scroll", hide, { capture: true, passive: true });
  document.addEventListener("click", (event) => buttonAt(event) && show(buttonAt(event)));
  document.addEventListener("keydown", (event) => event.key === "Escape" && hide());
  ownKeys();
}

// What has the focus takes the keys itself: JupyterLab's shortcuts (X cuts the cell, arrows leave it) begin at that very
// element, so the mark has to be on it, not around it.
function ownKeys() {
  const ours = '[data-lm-suppress-shortcuts], [class*="smw-"]:not(html)';
  document.addEventListener("focusin", ({ target }) => {
    if (target.closest(ours)) target.dataset.lmSuppressShortcuts = "true";
  });
}

export default {
  initialize({ model }) {
    install();
    carry(model);
  },
  render({ el }) {
    el.style.display = "none";
  },
};
