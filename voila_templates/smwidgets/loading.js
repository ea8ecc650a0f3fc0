// The loading state stands until the first widget is drawn and its surroundings have come to rest: no view is being made
// and nothing has changed for two frames, or for a while where nobody counts the views.
(() => {
  const REST_FRAMES = 2;
  const REST_MS = 150;
  const LONGEST_MS = 2500;
  const SLOWEST_MS = 30000;
  const EVERY_MS = 50;
  const page = document.documentElement;
  let rest = 0;
  let still = 0;
  let glance = 0;
  let isFirstDrawn = false;

  const reveal = () => {
    if ("ready" in page.dataset) return;
    document.getElementById("smw-empty").hidden = isDrawn();
    page.dataset.ready = "";
    observer.disconnect();
    document.getElementById("main")?.setAttribute("role", "main");
  };
  const isDrawn = () => {
    const cells = document.getElementById("rendered_cells");
    if (!cells) return false;
    if (cells.querySelector(".smw-failed, .jp-MarkdownCell")) return true;
    return [...cells.querySelectorAll(".jupyter-widgets")].some((one) => one.getBoundingClientRect().height > 40);
  };
  const count = () => {
    if ("ready" in page.dataset) return;
    still = window.smwidgetsMaking ? 0 : still + 1;
    if (still > REST_FRAMES) reveal();
    else requestAnimationFrame(count);
  };
  // Measuring makes the browser lay out the page: not at every change of it.
  const look = () => {
    still = 0;
    if (isFirstDrawn && "smwidgetsMaking" in window) {
      rest ||= requestAnimationFrame(count);
    } else if (isFirstDrawn) {
      clearTimeout(rest);
      rest = setTimeout(reveal, REST_MS);
    } else {
      glance ||= setTimeout(() => {
        glance = 0;
        isFirstDrawn = isDrawn();
        if (!isFirstDrawn) return;
        setTimeout(reveal, LONGEST_MS);
        look();
      }, EVERY_MS);
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });

  // Called by what Voilà streams into the page.
  window.voila_heartbeat = () => {};
  window.voila_finish = () => {
    const hasOutput = document.querySelector("#rendered_cells .jp-OutputArea-child, #rendered_cells .jp-MarkdownCell");
    setTimeout(reveal, hasOutput ? SLOWEST_MS : 0);
  };
})();
