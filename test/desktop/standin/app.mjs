import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeBrowser } from './browser.mjs';

const paths = new Map();

function lockFile() {
  const name = createHash('sha256').update(app.getPath('userData')).digest('hex').slice(0, 16);
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\herald-standin-${name}`
    : join(tmpdir(), `herald-standin-${name}.sock`);
}

export const app = Object.assign(new EventEmitter(), {
  name: 'Herald',
  isPackaged: false,
  sandboxed: false,
  ready: false,
  async whenReady() {
    await app.lockSettled;
    app.ready = true;
  },
  isReady: () => app.ready,
  enableSandbox() {
    app.sandboxed = true;
  },
  lockSettled: Promise.resolve(),
  getPath: (name) => paths.get(name) ?? join(tmpdir(), 'herald-standin', name),
  setPath: (name, path) => paths.set(name, path),
  getLocale: () => 'en-GB',
  setAsDefaultProtocolClient: () => true,

  // A socket stands for the lock: whoever finds it answered hands its arguments over and is told it is second. The real call
  // answers at once; here the first process learns of its luck at once too, and a second one ends a moment later.
  requestSingleInstanceLock() {
    app.lockSettled = takeLock();
    return true;
  },
  quit() {
    const event = {
      defaultPrevented: false,
      preventDefault() {
        this.defaultPrevented = true;
      },
    };
    app.emit('before-quit', event);
    if (!event.defaultPrevented) app.exit(0);
  },
  exit(code = 0) {
    void closeBrowser().finally(() => process.exit(code));
  },
});

async function takeLock() {
  const file = lockFile();
  if (await isAnswered(file)) return new Promise(() => process.exit(0));
  if (existsSync(file)) rmSync(file);
  const server = createServer((socket) =>
    socket.on('data', (data) => app.emit('second-instance', {}, JSON.parse(String(data)), '')),
  );
  await new Promise((resolve) => server.listen(file, resolve));
  server.unref();
  process.on('exit', () => rmSync(file, { force: true }));
}

function isAnswered(file) {
  return new Promise((resolve) => {
    const socket = createConnection(file);
    socket.on('error', () => resolve(false));
    socket.on('connect', () => socket.end(JSON.stringify(process.argv), () => resolve(true)));
  });
}

for (const signal of ['SIGTERM', 'SIGINT']) process.on(signal, () => app.quit());
