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

  // ipywidgets gives up on a model after two seconds without looking whether it came meanwhile. A browser that is busy
  // with the models of a large dashboard for so long then shows none of it.
  const lookAgain = async () => {
    const extension = window._JUPYTERLAB?.["@jupyter-widgets/jupyterlab-manager"];
    const { KernelWidgetManager } = extension ? (await extension.get("./index"))() : {};
    const find = KernelWidgetManager?.prototype.get_model;
    if (!find) return;
    KernelWidgetManager.prototype.get_model = async function (id) {
      try {
        return await find.call(this, id);
      } catch (error) {
        if (this.has_model(id)) return find.call(this, id);
        throw error;
      }
    };
  };

  const ask = window.fetch;
  let prepared = null;
  window.fetch = async (request, ...rest) => {
    const answer = ask(request, ...rest);
    if (request instanceof Request && /\/api\/kernels\/[^/]+$/.test(new URL(request.url).pathname)) {
      prepared ||= lookAgain().catch(console.warn);
      await Promise.all([arrived, prepared]);
    }
    return answer;
  };
})();
