// The notice "connection lost": shown within five seconds once the server, the kernel or the page's own channel to it
// is gone, and taken back if the channel recovers. A kernel that is gone does not come back.
(() => {
  const EVERY_MS = 1500;
  const PATIENCE_MS = 1500;
  const LOADING_MS = 20000;
  const base = document.body.dataset.baseUrl.replace(/voila\/$/, "");
  let kernel = null;
  let wasConnected = false;
  let failures = 0;
  let isOver = false;
  let saidGoodbye = false;

  // The page arrives in pieces: the settings may be there in part.
  const kernelId = () => {
    try {
      return JSON.parse(document.getElementById("jupyter-config-data").textContent).kernelId;
    } catch {
      return null;
    }
  };
  const show = (isLost) => {
    const notice = document.getElementById("smw-lost");
    if (notice) notice.hidden = !isLost;
    document.documentElement.toggleAttribute("data-lost", isLost);
  };
  // While the page is loading, its scripts have the line, which may be a slow one.
  const patience = () => ("ready" in document.documentElement.dataset ? PATIENCE_MS : LOADING_MS);
  const ask = async () => {
    kernel ||= kernelId();
    if (!kernel) return document.readyState === "loading" ? "well" : "over";
    try {
      const options = { cache: "no-store", signal: AbortSignal.timeout(patience()) };
      const answer = await fetch(`${base}api/kernels/${kernel}`, options);
      if (answer.status === 404) return "over";
      if (!answer.ok) return "failing";
      const state = await answer.json();
      if (["dead", "restarting", "autorestarting"].includes(state.execution_state)) return "over";
      const isConnected = state.connections > 0;
      const isCut = wasConnected && !isConnected;
      wasConnected ||= isConnected;
      return isCut ? "failing" : "well";
    } catch {
      return "failing";
    }
  };
  const watch = async () => {
    const began = performance.now();
    if (!document.hidden) {
      const state = await ask();
      isOver ||= state === "over";
      failures = state === "well" ? 0 : failures + 1;
      // One miss is a hiccup, two in a row are a loss.
      show(isOver || failures > 1);
    }
    if (!isOver) setTimeout(watch, Math.max(0, EVERY_MS - (performance.now() - began)));
  };
  setTimeout(watch, EVERY_MS);

  // What nobody hears must not look as if it were done: controls rest until the connection is back.
  const CONTROLS = "button, input, select, textarea, a, summary, [role], [tabindex], [contenteditable]";
  const rest = (event) => {
    if (!("lost" in document.documentElement.dataset) || event.target.closest?.(".smw-notice")) return;
    const control = event.target.closest?.(CONTROLS);
    if (event.type.startsWith("key") && (!control || event.key === "Tab" || event.ctrlKey || event.metaKey)) return;
    event.stopImmediatePropagation();
    if (control && event.cancelable) event.preventDefault();
  };
  const HEARD = ["pointerdown", "mousedown", "touchstart", "click", "dblclick", "dragstart", "drop", "beforeinput",
    "input", "change", "keydown", "keyup"];
  for (const type of HEARD) window.addEventListener(type, rest, { capture: true, passive: false });

  document.addEventListener("click", (event) => {
    if (event.target.closest("#smw-lost button")) location.reload();
  });
  // Voilà says goodbye before the page unloads, which a phone's browser does not announce.
  window.addEventListener("beforeunload", () => { saidGoodbye = true; });
  window.addEventListener("pagehide", (event) => {
    if (kernel && !event.persisted && !saidGoodbye) navigator.sendBeacon(`${base}voila/api/shutdown/${kernel}`);
  });
})();
