// anywidget fails a model for good that has not loaded its module two seconds after it was made. Voilà makes all models of
// a page in one go and keeps the modules waiting meanwhile: on a busy machine for longer than that.
(() => {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => timeout(milliseconds === 2000 ? 60000 : milliseconds);
})();

// anywidget makes a module of the text that comes with each model. Models of a class share one here.
(() => {
  const modules = new Map();
  const addresses = new Map();
  window.Blob = class extends Blob {
    constructor(parts, options) {
      const text = options?.type === "text/javascript" && parts?.length === 1 ? parts[0] : null;
      if (modules.has(text)) return modules.get(text);
      super(parts, options);
      if (typeof text !== "string") return;
      modules.set(text, this);
      addresses.set(this, createObjectURL(this));
    }
  };
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => addresses.get(blob) ?? createObjectURL(blob);
  URL.revokeObjectURL = (address) => {
    if (![...addresses.values()].includes(address)) revokeObjectURL(address);
  };
})();
