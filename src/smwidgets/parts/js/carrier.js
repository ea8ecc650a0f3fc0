// What changed together arrives in one message and is seen in one frame: each model takes its part of it as it would take
// a message of its own. The kernel sends such messages once it has heard that somebody takes them apart.
function carry(model) {
  const manager = model.widget_manager;
  if (!manager?.get_model || !manager.has_model) return;
  model.on("msg:custom", (content, buffers) => {
    if (content?.kind !== "together") return;
    let taken = 0;
    for (const [id, state, buffer_paths] of content.updates) {
      const own = (buffers ?? []).slice(taken, (taken += buffer_paths.length));
      // Nobody waits for a model that this page does not know, as nobody does for a message to one.
      if (!manager.has_model(id)) continue;
      const message = { content: { data: { method: "update", state, buffer_paths } }, buffers: own };
      manager
        .get_model(id)
        .then((target) => target._handle_comm_msg(message))
        .catch((error) => console.error(error));
    }
  });
  model.send({ kind: "ready" });
}
