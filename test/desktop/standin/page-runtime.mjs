/**
 * Runs in the page before the preload: `ipcRenderer` and `contextBridge` over the one function that leads out of it. Passed as text,
 * so it may use nothing from outside.
 */
export function pageRuntime() {
  if (window.__standin) return;
  const listeners = new Map();
  const ports = new Map();
  const page = crypto.randomUUID();
  let nextPort = 1;

  const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  const pack = (data) => {
    if (data instanceof ArrayBuffer) return { bytes: toBase64(new Uint8Array(data)) };
    if (ArrayBuffer.isView(data))
      return { bytes: toBase64(new Uint8Array(data.buffer, data.byteOffset, data.byteLength)) };
    return { value: data };
  };
  const unpack = (packed) =>
    'bytes' in packed ? Uint8Array.from(atob(packed.bytes), (letter) => letter.charCodeAt(0)) : packed.value;

  // One call after the other, since messages of a port must not overtake each other.
  let last = Promise.resolve();
  const out = (message) => {
    last = last.then(() => window.__electron(message)).catch(() => {});
  };

  const ipcRenderer = {
    postMessage(channel, message, transfer = []) {
      const ids = transfer.map((port) => {
        const id = `${page}:${nextPort++}`;
        ports.set(id, port);
        port.onmessage = ({ data }) => out({ type: 'port', id, packed: pack(data) });
        return id;
      });
      out({ type: 'post', channel, message, ids });
    },
    on(channel, listener) {
      if (!listeners.has(channel)) listeners.set(channel, new Set());
      listeners.get(channel).add(listener);
      return ipcRenderer;
    },
    off(channel, listener) {
      listeners.get(channel)?.delete(listener);
      return ipcRenderer;
    },
  };
  const contextBridge = {
    exposeInMainWorld(name, api) {
      Object.defineProperty(window, name, { value: Object.freeze({ ...api }), enumerable: true });
    },
  };

  window.__standin = {
    deliver(channel, ...args) {
      for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
    },
    port(id, packed) {
      if (packed === null) ports.get(id)?.close();
      else ports.get(id)?.postMessage(unpack(packed));
    },
    require(name) {
      if (name === 'electron') return { ipcRenderer, contextBridge };
      throw new Error(`A sandboxed preload cannot require ${name}.`);
    },
  };
}
