// Loaded before the core's entry in a forked Node: gives it the `process.parentPort` of a utility process.
import { EventEmitter } from 'node:events';

const ports = new Map();

class Port extends EventEmitter {
  #early = [];
  #started = false;

  constructor(id) {
    super();
    this.id = id;
  }

  postMessage(data) {
    process.send?.({ type: 'port', id: this.id, data });
  }

  start() {
    this.#started = true;
    for (const data of this.#early.splice(0)) this.deliver(data);
  }

  close() {
    this.postMessage(null);
  }

  deliver(data) {
    if (data === null) this.emit('close');
    else if (this.#started) this.emit('message', { data, ports: [] });
    else this.#early.push(data);
  }
}

const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (data) => process.send?.({ type: 'message', data }),
});
process.parentPort = parentPort;

// What arrives while the entry is still loading waits for its listener.
const early = [];
parentPort.on('newListener', (name) => {
  if (name === 'message') queueMicrotask(hearEarly);
});

function hearEarly() {
  for (const event of early.splice(0)) parentPort.emit('message', event);
}

process.on('message', ({ type, id, ids, data }) => {
  if (type === 'port') {
    ports.get(id)?.deliver(data);
    return;
  }
  const opened = ids.map((number) => {
    const port = new Port(number);
    ports.set(number, port);
    return port;
  });
  const event = { data, ports: opened };
  if (parentPort.listenerCount('message') > 0) parentPort.emit('message', event);
  else early.push(event);
});

// The window process is gone; so is the reason to be.
process.on('disconnect', () => process.exit(1));
