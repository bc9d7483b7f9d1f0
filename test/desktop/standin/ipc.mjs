import { EventEmitter } from 'node:events';

export const ipcMain = Object.assign(new EventEmitter(), {});

/** Messages of ports are text, bytes or plain data; bytes travel as base64. */
export function pack(data) {
  if (data instanceof ArrayBuffer) return { bytes: Buffer.from(data).toString('base64') };
  if (ArrayBuffer.isView(data)) {
    return { bytes: Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64') };
  }
  return { value: data };
}

export const unpack = (packed) =>
  'bytes' in packed ? new Uint8Array(Buffer.from(packed.bytes, 'base64')) : packed.value;

/** One end of a channel whose other end lies in a page or another process; `send` carries to there. */
export class MessagePortMain extends EventEmitter {
  #send;
  #started = false;
  #early = [];
  #closed = false;

  constructor(send) {
    super();
    this.#send = send;
  }

  postMessage(data) {
    this.#send(pack(data));
  }

  start() {
    this.#started = true;
    for (const packed of this.#early.splice(0)) this.deliver(packed);
  }

  close() {
    if (this.#closed) return;
    this.#send(null);
    this.deliver(null);
  }

  /** What came from the other end; null is its end. */
  deliver(packed) {
    if (this.#closed) return;
    if (packed === null) {
      this.#closed = true;
      this.emit('close');
    } else if (this.#started) {
      this.emit('message', { data: unpack(packed), ports: [] });
    } else {
      this.#early.push(packed);
    }
  }
}
