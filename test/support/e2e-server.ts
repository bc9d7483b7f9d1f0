import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { test as base, type Page } from '@playwright/test';
import { APP_ROOT } from './app-root.ts';

const START_MS = 20_000;

/** A built Herald without a window, on a data folder of its own. */
export interface E2eServer {
  url: string;
  dataDir: string;
  pid: number;
  /** The one-time link of a Herald that nobody has set up yet; null afterwards. */
  setupLink(): string | null;
  stop(): Promise<void>;
}

export const OWNER = { name: 'Ada Owner', email: 'ada@herald.test', password: 'correct horse battery' };

/** Gives the tests of a file their Herald. */
type ServerOf = (file: string) => Promise<E2eServer>;

/** `server` is shared by the tests of one file, and by no others; the page of `signedInPage` belongs to its admin. */
export const test = base.extend<{ server: E2eServer; signedInPage: Page }, { serverOf: ServerOf }>({
  serverOf: [
    async ({ playwright: _none }, use) => {
      // A worker takes one file after the other.
      const at: { file?: string; server?: E2eServer } = {};
      await use(async (file) => {
        if (at.server && at.file === file) return at.server;
        await at.server?.stop();
        at.file = file;
        at.server = await startServer();
        return at.server;
      });
      await at.server?.stop();
    },
    { scope: 'worker' },
  ],
  server: async ({ serverOf }, use, { file }) => use(await serverOf(file)),
  signedInPage: async ({ page, server }, use) => use(await signedIn(page, server)),
});

export { expect } from '@playwright/test';

/** Starts the built server on free ports and waits until it answers. */
export async function startServer(options: { dataDir?: string; args?: string[] } = {}): Promise<E2eServer> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'herald-e2e-')));
  const entry = join(APP_ROOT, 'dist', 'main', 'headless.js');
  const child = spawn(process.execPath, [entry, '--data-dir', dataDir, '--port', '0', ...(options.args ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      said += chunk;
    });
  const url = await addressOf(child, join(dataDir, 'running.json'), () => said);
  return {
    url,
    dataDir,
    pid: child.pid as number,
    setupLink: () => textOf(join(dataDir, 'setup-link.txt')),
    async stop() {
      await stopChild(child);
      if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Signs the page in as the admin, founding the organization where nobody has yet. */
export async function signedIn(page: Page, server: E2eServer): Promise<Page> {
  const link = server.setupLink();
  const token = link && new URLSearchParams(link.split('?')[1]).get('token');
  if (token) {
    const organization = { name: 'Test & Co', timezone: 'Europe/Berlin', locale: 'en' };
    await ask(page, server, 'account/setup', { token, organization, account: OWNER });
    // A test that is about something else does not wait until a send can't be taken back any more.
    await ask(page, server, 'sendingRules/update', { revision: 1, undo_seconds: 0 });
  } else {
    await ask(page, server, 'account/login', { email: OWNER.email, password: OWNER.password });
  }
  await page.goto(server.url);
  return page;
}

/** As the console does it, with the cookies of the page: only this way in leaves one. */
async function ask(page: Page, { url }: E2eServer, procedure: string, json: object): Promise<void> {
  const answer = await page.request.post(`${url}/rpc/${procedure}`, {
    headers: { 'x-csrf-token': 'orpc', origin: url },
    data: { json },
  });
  if (!answer.ok()) throw new Error(`${procedure} failed: ${await answer.text()}`);
}

async function addressOf(child: ChildProcess, file: string, said: () => string): Promise<string> {
  const deadline = Date.now() + START_MS;
  while (child.exitCode === null && Date.now() < deadline) {
    // The console answers a moment before every part of Herald stands; only then does it say so.
    const text = said().includes('Herald answers at') && textOf(file);
    if (text) return (JSON.parse(text) as { console_url: string }).console_url;
    await sleep(50);
  }
  await stopChild(child);
  throw new Error(`The server did not start:\n${said()}`);
}

function textOf(file: string): string | null {
  return existsSync(file) ? readFileSync(file, 'utf8').trim() || null : null;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 15_000);
  await gone;
  clearTimeout(late);
}
