// A bar that fills, with words over it.
function render({ model, el }) {
  el.classList.add("smw-progress");
  const words = document.createElement("div");
  words.className = "smw-progress-text";
  const bar = document.createElement("div");
  bar.className = "smw-progress-bar";
  bar.setAttribute("role", "progressbar");
  bar.setAttribute("aria-valuemin", "0");
  const filled = document.createElement("div");
  bar.append(filled);
  el.append(words, bar);

  const draw = () => {
    words.textContent = model.get("text");
    bar.setAttribute("aria-label", model.get("label"));
    bar.setAttribute("aria-valuemax", model.get("whole"));
    bar.setAttribute("aria-valuenow", model.get("done"));
    bar.setAttribute("aria-valuetext", model.get("text"));
    filled.style.width = `${(100 * model.get("done")) / model.get("whole")}%`;
  };

  const watched = ["done", "whole", "text", "label"];
  for (const name of watched) model.on(`change:${name}`, draw);
  draw();
  return () => {
    for (const name of watched) model.off(`change:${name}`, draw);
  };
}

export default { render };
