import { execFile, execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface LoadOptions {
  url: string;
  /** One token a line. */
  tokens: string;
  before: string;
  after: string;
  seconds: number;
  connections: number;
}

export interface Load {
  per_second: number;
  p99_millis: number;
  requests: number;
}

/** As many requests as the server can take: by wrk where it is installed, else by a client of our own. */
export function load(options: LoadOptions): Promise<Load> {
  return hasWrk() ? loadWithWrk(options) : loadWithNode(options);
}

export function loader(): string {
  return hasWrk() ? 'wrk' : 'node';
}

function hasWrk(): boolean {
  try {
    execFileSync('wrk', ['-v'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    // wrk prints its version and fails all the same.
    return (error as NodeJS.ErrnoException).code !== 'ENOENT';
  }
}

const UNITS: Record<string, number> = { us: 0.001, ms: 1, s: 1_000 };

async function loadWithWrk({ url, tokens, before, after, seconds, connections }: LoadOptions): Promise<Load> {
  const script = join(import.meta.dirname, 'paths.lua');
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', script, url];
  const env = { ...process.env, TOKENS: tokens, BEFORE: before, AFTER: after };
  const { stdout } = await promisify(execFile)('wrk', args, { env });
  if (/Non-2xx or 3xx/.test(stdout)) throw new Error(`The server refused requests: ${stdout}`);
  const [, latency = '0', unit = 'ms'] = /99%\s+([\d.]+)(us|ms|s)/.exec(stdout) ?? [];
  return {
    per_second: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]),
    p99_millis: Number(latency) * (UNITS[unit] ?? 1),
    requests: Number(/(\d+) requests in/.exec(stdout)?.[1]),
  };
}

async function loadWithNode({ url, tokens, before, after, seconds, connections }: LoadOptions): Promise<Load> {
  const paths = readFileSync(tokens, 'utf8')
    .trim()
    .split('\n')
    .map((token) => `${url}${before}${token}${after}`);
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const until = performance.now() + seconds * 1_000;
  const times: number[] = [];
  let place = 0;
  const ask = (path: string) =>
    new Promise<void>((resolve, reject) => {
      get(path, { agent }, (answer) => answer.resume().on('end', resolve)).on('error', reject);
    });
  const asker = async () => {
    while (performance.now() < until) {
      const started = performance.now();
      place = (place + 1) % paths.length;
      await ask(paths[place] ?? url);
      times.push(performance.now() - started);
    }
  };
  await Promise.all(Array.from({ length: connections }, asker));
  agent.destroy();
  times.sort((a, b) => a - b);
  return {
    per_second: times.length / seconds,
    p99_millis: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
    requests: times.length,
  };
}
