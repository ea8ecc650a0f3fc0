// Pulls what is on offer piece by piece and saves it as a file. The pieces are blobs, which a browser may keep on disk.
function initialize({ model }) {
  let pieces = [];
  let offer = {};
  const save = () => {
    const address = URL.createObjectURL(new Blob(pieces, { type: offer.mime }));
    const link = document.createElement("a");
    link.href = address;
    link.download = offer.name;
    document.body.append(link);
    link.click();
    document.dispatchEvent(new CustomEvent("smw-save"));
    link.remove();
    setTimeout(() => URL.revokeObjectURL(address), 60000);
    model.send({ kind: "done", id: offer.id });
    pieces = [];
    offer = {};
  };
  const pull = () => (pieces.length === offer.chunks ? save() : model.send({ kind: "pull", id: offer.id, index: pieces.length }));
  const begin = () => {
    if (model.get("offer").id === offer.id) return;
    offer = model.get("offer");
    pieces = [];
    if (offer.id) pull();
  };
  const take = (content, buffers) => {
    if (content.kind !== "chunk" || content.id !== offer.id || content.index !== pieces.length) return;
    pieces.push(new Blob([buffers[0]]));
    pull();
  };
  model.on("change:offer", begin);
  model.on("msg:custom", take);
  begin();
  return () => {
    model.off("change:offer", begin);
    model.off("msg:custom", take);
  };
}

export default {
  initialize,
  render({ el }) {
    el.classList.add("smw-nowhere");
  },
};
