// The loading state stands until the first widget is drawn and its surroundings have come to rest: no view is being made
// and nothing has changed for two frames, or for a while where nobody counts the views.
(() => {
  const REST_FRAMES = 2;
  const REST_MS = 150;
  const LONGEST_MS = 2500;
  const SLOWEST_MS = 60000;
  const LONG_MS = 5000;
  const EVERY_MS = 50;
  const page = document.documentElement;
  let still = 0;
  let counting = 0;
  let longest = 0;
  let waiting = 0;
  let isFirstDrawn = false;
  let movedAt = performance.now();

  const reveal = () => {
    if ("ready" in page.dataset) return;
    document.getElementById("smw-empty").hidden = isDrawn();
    page.dataset.ready = "";
    observer.disconnect();
    document.getElementById("main")?.setAttribute("role", "main");
  };
  // Measuring makes the browser lay out the page: not at every change of it.
  const isDrawn = () => {
    const cells = document.getElementById("rendered_cells");
    if (!cells) return false;
    if (cells.querySelector(".smw-failed, .jp-MarkdownCell")) return true;
    return [...cells.querySelectorAll(".jupyter-widgets")].some((one) => one.getBoundingClientRect().height > 40);
  };
  const revealDrawn = () => {
    if (isDrawn()) reveal();
    else if (!("ready" in page.dataset)) setTimeout(revealDrawn, LONGEST_MS);
  };
  // ahead.js counts the views that are being made.
  const count = () => {
    if ("ready" in page.dataset) return;
    const { making, settle } = window.smwidgetsViews;
    if (making) longest ||= setTimeout(revealDrawn, LONGEST_MS);
    still = making === 0 ? still + 1 : 0;
    if (still === 1) settle();
    if (still >= REST_FRAMES && isDrawn()) reveal();
    else requestAnimationFrame(count);
  };
  const look = () => {
    still = 0;
    movedAt = performance.now();
    if ("smwidgetsViews" in window) {
      counting ||= requestAnimationFrame(count);
    } else if (isFirstDrawn) {
      clearTimeout(waiting);
      waiting = setTimeout(reveal, REST_MS);
    } else {
      waiting ||= setTimeout(() => {
        waiting = 0;
        isFirstDrawn = isDrawn();
        if (!isFirstDrawn) return;
        setTimeout(reveal, LONGEST_MS);
        look();
      }, EVERY_MS);
    }
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => document.getElementById("loading")?.toggleAttribute("data-long", true), LONG_MS);

  // On a slow line a page takes its time: it has failed only where nothing has come for long and nothing is on its way.
  const arrived = new WeakSet();
  const isOnItsWay = () => [...document.querySelectorAll("script[src]")].some((script) => !arrived.has(script));
  const arrive = (event) => {
    movedAt = performance.now();
    if (event.target.localName === "script") arrived.add(event.target);
  };
  for (const type of ["load", "error"]) document.addEventListener(type, arrive, true);
  const giveUp = () => {
    if ("ready" in page.dataset) return;
    const since = performance.now() - movedAt;
    if (since >= SLOWEST_MS && !isOnItsWay()) reveal();
    else setTimeout(giveUp, Math.max(LONG_MS, SLOWEST_MS - since));
  };

  // Called by what Voilà streams into the page.
  window.voila_heartbeat = () => {};
  window.voila_finish = () => {
    const hasOutput = document.querySelector("#rendered_cells .jp-OutputArea-child, #rendered_cells .jp-MarkdownCell");
    movedAt = performance.now();
    setTimeout(hasOutput ? giveUp : reveal, hasOutput ? SLOWEST_MS : 0);
  };
})();
