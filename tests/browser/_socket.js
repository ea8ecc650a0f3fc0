// Counts the widgets that the kernel makes, and sends to all of them what no page of ours would send.
(() => {
  window.widgetsMade = 0;
  const seen = new Set();
  let socket = null;
  let pattern = null;
  const decoder = new TextDecoder();
  const learn = (data) => {
    const text = typeof data === "string" ? data : decoder.decode(data);
    if (text.includes('"comm_open"')) window.widgetsMade += 1;
    for (const [, id] of text.matchAll(/"([0-9a-f]{32})"/g)) seen.add(id);
  };
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (data) {
    if (socket !== this) {
      socket = this;
      this.addEventListener("message", async ({ data: got }) => learn(got instanceof Blob ? await got.arrayBuffer() : got));
    }
    if (typeof data === "string" || data instanceof ArrayBuffer || ArrayBuffer.isView(data)) {
      const text = typeof data === "string" ? data : decoder.decode(data);
      if (text.includes('"comm_msg"')) pattern = data;
    }
    return send.call(this, data);
  };
  // The protocol of today packs channel, header, parent, metadata and content one after another, behind their offsets.
  const packed = (message) => {
    const encoder = new TextEncoder();
    const bytes = [message.channel, ...["header", "parent_header", "metadata", "content"].map((part) => JSON.stringify(message[part]))].map((part) =>
      encoder.encode(part),
    );
    const offsets = [8 * (bytes.length + 2)];
    for (const part of bytes) offsets.push(offsets.at(-1) + part.length);
    const whole = new Uint8Array(offsets.at(-1));
    const view = new DataView(whole.buffer);
    view.setBigUint64(0, BigInt(offsets.length), true);
    offsets.forEach((offset, place) => view.setBigUint64(8 * (place + 1), BigInt(offset), true));
    bytes.forEach((part, place) => whole.set(part, offsets[place]));
    return whole.buffer;
  };
  const unpacked = (data) => {
    if (typeof data === "string") return JSON.parse(data);
    const buffer = data instanceof ArrayBuffer ? data : data.buffer.slice(data.byteOffset, data.byteOffset + data.byteLength);
    const view = new DataView(buffer);
    const count = Number(view.getBigUint64(0, true));
    const offsets = Array.from({ length: count }, (_, place) => Number(view.getBigUint64(8 * (place + 1), true)));
    const part = (place) => decoder.decode(buffer.slice(offsets[place], offsets[place + 1]));
    return { channel: part(0), header: JSON.parse(part(1)), parent_header: {}, metadata: {}, content: JSON.parse(part(4)) };
  };
  window.forge = (contents, states) => {
    const message = unpacked(pattern);
    let number = 0;
    const post = (id, data) => {
      number += 1;
      const forged = {
        ...message,
        header: { ...message.header, msg_id: `${message.header.msg_id.slice(0, 8)}-forged-${number}` },
        content: { comm_id: id, data },
      };
      send.call(socket, typeof pattern === "string" ? JSON.stringify(forged) : packed(forged));
    };
    for (const id of seen) {
      for (const content of contents) post(id, { method: "custom", content });
      for (const state of states) post(id, { method: "update", state, buffer_paths: [] });
    }
    return number;
  };
})();
