// anywidget fails a model for good that has not loaded its module two seconds after it was made. Voilà makes all models of
// a page in one go and keeps the modules waiting meanwhile: on a busy machine for longer than that.
(() => {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => timeout(milliseconds === 2000 ? 60000 : milliseconds);
})();

// anywidget makes a module of the text that comes with each model. Models of a class share one here.
(() => {
  const texts = new WeakMap();
  const addresses = new Map();
  window.Blob = class extends Blob {
    constructor(parts, options) {
      super(parts, options);
      if (options?.type === "text/javascript" && parts.length === 1) texts.set(this, parts[0]);
    }
  };
  const { createObjectURL, revokeObjectURL } = URL;
  URL.createObjectURL = (blob) => {
    const text = texts.get(blob);
    if (typeof text !== "string") return createObjectURL(blob);
    if (!addresses.has(text)) addresses.set(text, createObjectURL(blob));
    return addresses.get(text);
  };
  URL.revokeObjectURL = (address) => {
    if (![...addresses.values()].includes(address)) revokeObjectURL(address);
  };
})();
