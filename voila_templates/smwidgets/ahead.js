// Voilà starts on the window's load, which waits until the notebook has run, since the page arrives piece by piece.
// Here it starts as soon as its script is there, and waits with what it hears of the kernel: by then it has loaded all
// of its own, and every output is on the page.
(() => {
  const arrived = new Promise((resolve) => { document.addEventListener("DOMContentLoaded", resolve, { once: true }); });

  const listen = window.addEventListener;
  window.addEventListener = function (type, listener, ...rest) {
    const isStart = type === "load" && this === window && listener?.constructor?.name === "AsyncFunction";
    if (!isStart) return listen.call(this, type, listener, ...rest);
    delete window.addEventListener;
    return queueMicrotask(() => listener.call(window));
  };

  const ask = window.fetch;
  window.fetch = async (request, ...rest) => {
    const answer = ask(request, ...rest);
    if (request instanceof Request && /\/api\/kernels\/[^/]+$/.test(new URL(request.url).pathname)) await arrived;
    return answer;
  };
})();
