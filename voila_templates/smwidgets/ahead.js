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

  const ofWidgets = async () => {
    const extension = window._JUPYTERLAB?.["@jupyter-widgets/jupyterlab-manager"];
    const { KernelWidgetManager } = extension ? (await extension.get("./index"))() : {};
    return KernelWidgetManager?.prototype ?? {};
  };
  // The loading state asks how many views are being made. A chart of bqplot that was drawn in another size than it now has
  // is drawn anew after 300 ms, before everybody's eyes; it is asked to do so before the page is shown.
  const count = (manager) => {
    const make = manager.create_view;
    if (!make) return;
    const figures = [];
    window.smwidgetsViews = { making: 0, settle: () => figures.forEach((figure) => figure.relayout()) };
    manager.create_view = async function (...about) {
      window.smwidgetsViews.making += 1;
      try {
        const view = await make.apply(this, about);
        if ("ready" in document.documentElement.dataset) figures.length = 0;
        else if (view.debouncedRelayout) figures.push(view);
        return view;
      } finally {
        window.smwidgetsViews.making -= 1;
      }
    };
  };
  // ipywidgets gives up on a model after two seconds without looking whether it came meanwhile. A browser that is busy
  // with the models of a large dashboard for so long then shows none of it.
  const lookAgain = (manager) => {
    const find = manager.get_model;
    if (!find) return;
    manager.get_model = async function (id) {
      try {
        return await find.call(this, id);
      } catch (error) {
        if (this.has_model(id)) return find.call(this, id);
        throw error;
      }
    };
  };

  // A module of widgets is loaded with the first of its models. Here it is while the kernel says which there are.
  const load = (manager) => {
    const register = manager.register;
    if (!register) return;
    manager.register = function (module) {
      register.call(this, module);
      if (typeof module.exports === "function") setTimeout(module.exports);
    };
  };

  const ask = window.fetch;
  let prepared = null;
  const prepare = async () => {
    const manager = await ofWidgets();
    count(manager);
    lookAgain(manager);
    load(manager);
  };
  window.fetch = async (request, ...rest) => {
    const answer = ask(request, ...rest);
    if (request instanceof Request && /\/api\/kernels\/[^/]+$/.test(new URL(request.url).pathname)) {
      prepared ||= prepare().catch(console.warn);
      await Promise.all([arrived, prepared]);
    }
    return answer;
  };
})();
