// anywidget fails a model for good that has not loaded its module two seconds after it was made. Voilà makes all models of
// a page in one go and keeps the modules waiting meanwhile: on a busy machine for longer than that.
(() => {
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  AbortSignal.timeout = (milliseconds) => timeout(milliseconds === 2000 ? 60000 : milliseconds);
})();
