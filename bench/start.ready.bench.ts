import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { type Bench, type Figure, median, round, spread } from './figure.ts';
import { folderWithContacts } from './support/data-folder.ts';

const CONTACTS = 1_000_000;
const GOAL_MS = 2_000;
const PATIENCE_MS = 60_000;
const HEADLESS = join(import.meta.dirname, '../dist/main/headless.js');

/** From the start of the process until the server says that it is ready, on a database with a million contacts. */
const bench: Bench = {
  name: 'start.ready',
  async run({ quick }) {
    const contacts = quick ? CONTACTS / 10 : CONTACTS;
    const folder = await folderWithContacts(contacts);
    const repeats = quick ? 3 : 5;
    const times: number[] = [];
    for (let turn = 0; turn < repeats; turn += 1) times.push(await millisToReady(folder));
    const value = median(times);
    const figure: Figure = {
      bench: 'start.ready',
      value: round(value),
      unit: 'ms',
      against: 'the goal of 2 s',
      baseline: GOAL_MS,
      ratio: round(GOAL_MS / value),
      goal: 1,
      pass: value <= GOAL_MS,
      n: contacts,
      repeats,
      spread: spread(times),
    };
    return [figure];
  },
};
export default bench;

async function millisToReady(folder: string): Promise<number> {
  const port = await freePort();
  const started = performance.now();
  const child = spawn(process.execPath, [HEADLESS, '--data-dir', folder, '--port', String(port)], { stdio: 'ignore' });
  try {
    while (performance.now() - started < PATIENCE_MS) {
      if (await isReady(port)) return performance.now() - started;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    throw new Error('Herald did not get ready.');
  } finally {
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('exit', resolve));
  }
}

async function isReady(port: number): Promise<boolean> {
  try {
    return (await fetch(`http://127.0.0.1:${port}/readyz`)).ok;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
