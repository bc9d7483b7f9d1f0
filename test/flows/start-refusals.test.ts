import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { APP_ROOT, PROGRAMS } from '#test/support/app-root.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { waitUntil } from '#test/support/wait-until.ts';

interface Started {
  process: ChildProcess;
  out: string;
  err: string;
}

let folder: ReturnType<typeof tempFolder>;
const running: ChildProcess[] = [];

beforeEach(() => {
  folder = tempFolder();
});
afterEach(async () => {
  for (const process of running.splice(0)) {
    if (process.exitCode !== null || process.signalCode !== null) continue;
    process.kill('SIGTERM');
    await once(process, 'exit');
  }
  folder.remove();
});

function start(...args: string[]): Started {
  const process_ = spawn(process.execPath, [PROGRAMS.headless, ...args], { cwd: APP_ROOT });
  const started: Started = { process: process_, out: '', err: '' };
  process_.stdout.on('data', (text) => {
    started.out += text;
  });
  process_.stderr.on('data', (text) => {
    started.err += text;
  });
  running.push(process_);
  return started;
}

async function startToItsEnd(...args: string[]): Promise<{ code: number | null; err: string }> {
  const started = start(...args);
  const [code] = (await once(started.process, 'close')) as [number | null];
  return { code, err: started.err.trim() };
}

async function startServing(...args: string[]): Promise<Started> {
  const started = start(...args);
  await waitUntil(() => started.out.includes('Herald answers at'), 60_000);
  return started;
}

describe('Herald says in one sentence why it does not start', () => {
  it('when the port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };

    const { code, err } = await startToItsEnd('--data-dir', folder.path, '--port', String(port));
    other.close();

    expect(code).toBe(1);
    expect(err).toContain(String(port));
    expect(err.split('\n')).toHaveLength(1);
  });

  it('when the data folder can not be written', async () => {
    const { code, err } = await startToItsEnd('--data-dir', '/dev/null/herald', '--port', '0');

    expect(code).toBe(1);
    expect(err).toContain("/dev/null/herald can't be written");
    expect(err.split('\n')).toHaveLength(1);
  });

  it('when another Herald serves the folder, and where that one answers', async () => {
    const first = await startServing('--data-dir', folder.path, '--port', '0');
    const { code, err } = await startToItsEnd('--data-dir', folder.path, '--port', '0');

    expect(code).toBe(1);
    expect(err).toContain('already running');
    expect(err).toContain(/http:\/\/\S+/.exec(first.out)?.[0]);
  });

  it('when the folder was used by a newer Herald', async () => {
    const database = new SqliteDatabase(join(folder.path, 'herald.db'));
    database.pragma('user_version = 9999');
    database.close();

    const { code, err } = await startToItsEnd('--data-dir', folder.path, '--port', '0');

    expect(code).toBe(1);
    expect(err).toContain('newer Herald');
    expect(err.split('\n')).toHaveLength(1);
  });
});

it('starts again after it was killed', async () => {
  const first = await startServing('--data-dir', folder.path, '--port', '0');
  first.process.kill('SIGKILL');
  await once(first.process, 'exit');

  const second = await startServing('--data-dir', folder.path, '--port', '0');
  await waitUntil(() => second.out.includes('Set it up here'));
});
