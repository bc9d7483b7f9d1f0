import { fork } from 'node:child_process';
import { EventEmitter } from 'node:events';
import { fileURLToPath } from 'node:url';

const boot = fileURLToPath(new URL('./parent-port.mjs', import.meta.url));

/** A forked Node. Ports that travel there keep an end here, and each message crosses under the port's number. */
class UtilityProcess extends EventEmitter {
  static #nextPort = 1;
  #child;
  #ports = new Map();

  constructor(entry, args) {
    super();
    this.#child = fork(entry, args, { execArgv: ['--import', boot], serialization: 'advanced', stdio: 'inherit' });
    this.pid = this.#child.pid;
    this.#child.on('message', ({ type, id, data }) => {
      if (type === 'message') this.emit('message', data);
      else if (data === null) this.#ports.get(id)?.close();
      else this.#ports.get(id)?.postMessage(data);
    });
    this.#child.on('exit', (code) => {
      for (const port of this.#ports.values()) port.close();
      this.emit('exit', code ?? 1);
    });
  }

  postMessage(data, transfer = []) {
    const ids = transfer.map((port) => {
      const id = UtilityProcess.#nextPort++;
      this.#ports.set(id, port);
      port.on('message', ({ data }) => this.#send({ type: 'port', id, data }));
      port.on('close', () => this.#send({ type: 'port', id, data: null }));
      return id;
    });
    this.#send({ type: 'message', data, ids });
    for (const port of transfer) port.start();
  }

  kill() {
    return this.#child.kill();
  }

  #send(message) {
    if (this.#child.connected) this.#child.send(message);
  }
}

export const utilityProcess = {
  /** Every process started so far, for tests that kill one. */
  started: [],
  fork(entry, args) {
    const started = new UtilityProcess(entry, args);
    utilityProcess.started.push(started);
    return started;
  },
};
