import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { _electron, type Browser, chromium, type Page } from '@playwright/test';
import { APP_ROOT } from '#test/support/app-root.ts';
import { CHROMIUM_ARGS, findChromium } from '#test/support/chromium.ts';

type Electron = typeof import('electron');

/** A running desktop application: the real one where Electron's binary is, else the built window process on the stand-in. */
export interface Desktop {
  kind: 'electron' | 'standin';
  dataDir: string;
  firstWindow(): Promise<Page>;
  /** Runs a function in the window process. It must not use anything from outside. */
  evaluate<Result, Argument>(
    run: (electron: Electron, argument: Argument) => Result | Promise<Result>,
    argument?: Argument,
  ): Promise<Result>;
  /** Asks it to quit. @returns its exit code */
  quit(): Promise<number | null>;
  /** Quits and removes the data folder. */
  close(): Promise<void>;
}

const MAIN = join(APP_ROOT, 'dist', 'main', 'desktop.js');
const WINDOW_MS = 20_000;

export async function launchDesktop(args: string[] = []): Promise<Desktop> {
  const dataDir = await mkdtemp(join(tmpdir(), 'herald-desktop-'));
  const binary = electronBinary();
  const started = ['--data-dir', dataDir, '--port', '0', ...args];
  const desktop = binary ? await launchElectron(binary, started, dataDir) : await launchStandin(started, dataDir);
  return {
    ...desktop,
    async close() {
      await desktop.quit();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Starts a second application on the same data folder and waits for its end. @returns its exit code */
export async function launchAgain(dataDir: string, args: string[]): Promise<number | null> {
  const binary = electronBinary();
  const all = [...args, '--data-dir', dataDir];
  const child = binary ? forkElectron(binary, all) : forkStandin(all, await freePort());
  const [code] = (await once(child, 'exit')) as [number | null];
  return code;
}

function electronBinary(): string | null {
  if (process.env.ELECTRON_PATH) return process.env.ELECTRON_PATH;
  const folder = join(APP_ROOT, 'node_modules', 'electron');
  if (!existsSync(join(folder, 'path.txt'))) return null;
  const binary = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8').trim());
  return existsSync(binary) ? binary : null;
}

type Launched = Omit<Desktop, 'close'>;

async function launchElectron(executablePath: string, args: string[], dataDir: string): Promise<Launched> {
  const app = await _electron.launch({ executablePath, args: [...sandboxSwitch(), APP_ROOT, ...args] });
  const child = app.process();
  return {
    kind: 'electron',
    dataDir,
    firstWindow: () => app.firstWindow(),
    evaluate: (run, argument) => app.evaluate(run as never, argument as never) as never,
    async quit() {
      if (child.exitCode === null) await app.close();
      return child.exitCode;
    },
  };
}

async function launchStandin(args: string[], dataDir: string): Promise<Launched> {
  const port = await freePort();
  const child = forkStandin(args, port);
  const call = callsInto(child);
  let browser: Browser | undefined;
  return {
    kind: 'standin',
    dataDir,
    async firstWindow() {
      const deadline = Date.now() + WINDOW_MS;
      while (Date.now() < deadline && child.exitCode === null) {
        browser ??= await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => undefined);
        const pages = browser?.contexts().flatMap((context) => context.pages()) ?? [];
        const page = pages.find((candidate) => candidate.url().includes('herald-app.localhost'));
        if (page) return page;
        await sleep(100);
      }
      throw new Error('No window was opened.');
    },
    evaluate: (run, argument) => call(run.toString(), argument) as never,
    async quit() {
      await browser?.close().catch(() => {});
      if (child.exitCode !== null) return child.exitCode;
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
      await gone;
      clearTimeout(late);
      return child.exitCode;
    },
  };
}

function forkElectron(binary: string, args: string[]): ChildProcess {
  return fork(APP_ROOT, args, { execPath: binary, execArgv: sandboxSwitch(), stdio: 'inherit' });
}

function forkStandin(args: string[], cdpPort: number): ChildProcess {
  return fork(MAIN, args, {
    execArgv: ['--import', new URL('./register.mjs', import.meta.url).href],
    env: {
      ...process.env,
      CHROMIUM_PATH: findChromium() ?? '',
      STANDIN_CHROMIUM_ARGS: JSON.stringify(CHROMIUM_ARGS),
      STANDIN_CDP_PORT: String(cdpPort),
    },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
}

/** Chromium's sandbox refuses to run as root, which containers are. */
function sandboxSwitch(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
}

function callsInto(child: ChildProcess): (source: string, argument: unknown) => Promise<unknown> {
  const pending = new Map<number, PromiseWithResolvers<unknown>>();
  let next = 1;
  child.on('message', ({ id, value, error }: { id: number; value?: unknown; error?: string }) => {
    if (error) pending.get(id)?.reject(new Error(error));
    else pending.get(id)?.resolve(value);
    pending.delete(id);
  });
  child.on('exit', () => {
    for (const { reject } of pending.values()) reject(new Error('The application has ended.'));
  });
  return (source, argument) => {
    const id = next++;
    const call = Promise.withResolvers<unknown>();
    pending.set(id, call);
    child.send({ id, source, argument });
    return call.promise;
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
}
