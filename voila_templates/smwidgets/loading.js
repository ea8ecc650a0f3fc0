// The loading state stands until the first widget is drawn and its surroundings have come to rest.
(() => {
  const REST_MS = 150;
  const LONGEST_MS = 2500;
  const SLOWEST_MS = 30000;
  const EVERY_MS = 50;
  const page = document.documentElement;
  let rest = 0;
  let glance = 0;
  let isFirstDrawn = false;

  const reveal = () => {
    if ("ready" in page.dataset) return;
    document.getElementById("smw-empty").hidden = isDrawn();
    page.dataset.ready = "";
    observer.disconnect();
    document.getElementById("main")?.setAttribute("role", "main");
    // A figure that was measured while hidden measures itself again.
    window.dispatchEvent(new Event("resize"));
  };
  const isDrawn = () => {
    const cells = document.getElementById("rendered_cells");
    if (!cells) return false;
    if (cells.querySelector(".smw-failed, .jp-MarkdownCell")) return true;
    return [...cells.querySelectorAll(".jupyter-widgets")].some((one) => one.getBoundingClientRect().height > 40);
  };
  // Measuring makes the browser lay out the page: not at every change of it.
  const look = () => {
    if (isFirstDrawn) {
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
