import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type HeraldClient } from '#main/cli/connect.ts';

const HEADLESS = join(import.meta.dirname, '../../dist/main/headless.js');
const PATIENCE_MS = 60_000;

/** The built Herald on a data folder, in a process of its own, and a client that asks it over HTTP as the command line does. */
export interface RunningHerald {
  client: HeraldClient;
  /** What its process holds now, in MB: memory of its own, and pages of files that are mapped into it. */
  memory(): { own: number; mapped: number };
  stop(): Promise<void>;
}

export async function startHerald(data_dir: string): Promise<RunningHerald> {
  if (!existsSync(HEADLESS)) throw new Error('This bench measures the built Herald: run npm run build first.');
  rmSync(join(data_dir, 'running.json'), { force: true });
  const child = spawn(process.execPath, [HEADLESS, '--data-dir', data_dir, '--port', '0'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  await untilRunning(join(data_dir, 'running.json'), child);
  const { client } = await connect({ dataDir: data_dir, json: true });
  return { client, memory: () => memoryOf(child.pid ?? 0), stop: () => stop(child) };
}

async function untilRunning(file: string, child: ChildProcess): Promise<void> {
  const started = performance.now();
  while (!existsSync(file) || !readFileSync(file, 'utf8').trimEnd().endsWith('}')) {
    if (child.exitCode !== null || performance.now() - started > PATIENCE_MS) {
      child.kill();
      throw new Error('Herald did not start.');
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

/** From the kernel's own account, which Linux alone gives. */
export function memoryOf(pid: number): { own: number; mapped: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const line = (name: string) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(status)?.[1] ?? 0) / 1_024;
  return { own: line('RssAnon'), mapped: line('RssFile') };
}
