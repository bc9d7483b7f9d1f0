import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { type Bench, compare, type Figure, median, round } from './figure.ts';
import { startChild } from './support/child.ts';
import { tempFolderFor } from './support/data-folder.ts';
import { memoryOf, startHerald } from './support/running-herald.ts';

const ACTIVE = 50;
/** An idle watcher may cost four times what the bare response of node:http costs. */
const MEMORY_GOAL = 0.25;
/** Changes are told at most four times a second, and a screen that lags half a second behind still feels live. */
const TOLD_WITHIN_MS = 500;
const SETTLE_MS = 1_500;

/** Something that serves a stream of events: Herald, or the least that could. */
interface Source {
  watch(): ClientRequest;
  /** Makes something happen that every watcher hears of. */
  change(): Promise<unknown>;
  memory_mb(): number;
  stop(): Promise<void>;
}

/** Many browsers that watch while nothing happens, and fifty that are told what does. */
const bench: Bench = {
  name: 'stream.clients',
  async run({ quick }) {
    const idle = quick ? 300 : 1_000;
    const repeats = quick ? 1 : 3;
    const late: number[] = [];
    const memory = await compare(
      {
        bench: 'stream.clients',
        unit: 'KB/idle client',
        against: 'bare node:http',
        goal: MEMORY_GOAL,
        n: idle,
        repeats,
        kind: 'cost',
      },
      () => measure(herald, idle, quick ? 10 : 40, late),
      () => measure(bare, idle, 0, []),
    );
    return [memory, toldWithin(late, idle, repeats)];
  },
};
export default bench;

function toldWithin(late: number[], idle: number, repeats: number): Figure {
  const sorted = late.toSorted((a, b) => a - b);
  const p95 = sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
  return {
    bench: 'stream.clients',
    value: round(p95),
    unit: 'ms from the answer to a change until 95 of 100 watchers know',
    against: 'half a second',
    baseline: TOLD_WITHIN_MS,
    ratio: round(TOLD_WITHIN_MS / p95),
    goal: 1,
    pass: p95 <= TOLD_WITHIN_MS,
    n: sorted.length,
    repeats,
    spread: round(((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)) / median(sorted)),
    median_ms: round(median(sorted)),
    idle,
    active: ACTIVE,
  };
}

/** @returns KB that each idle client costs; `late` is given how long each of the active ones waited for each change, in ms */
async function measure(open: () => Promise<Source>, idle: number, changes: number, late: number[]): Promise<number> {
  const source = await open();
  try {
    await watchers(source, ACTIVE, () => {});
    await pause(SETTLE_MS);
    const before = source.memory_mb();
    await watchers(source, idle, () => {});
    await pause(SETTLE_MS);
    const each = ((source.memory_mb() - before) * 1_024) / idle;
    if (changes > 0) await tell(source, changes, late);
    return each;
  } finally {
    await source.stop();
  }
}

async function tell(source: Source, changes: number, late: number[]): Promise<void> {
  let changedAt = 0;
  let heard = 0;
  const everybody = { know: () => {} };
  await watchers(source, ACTIVE, (text) => {
    if (changedAt === 0 || !text.includes('"contacts"')) return;
    late.push(performance.now() - changedAt);
    heard += 1;
    if (heard === ACTIVE) everybody.know();
  });
  await pause(SETTLE_MS);
  for (let turn = 0; turn < changes; turn += 1) {
    heard = 0;
    const known = new Promise<void>((resolve) => {
      everybody.know = resolve;
    });
    changedAt = performance.now();
    await source.change();
    await known;
    // Two changes close together would be told as one.
    changedAt = 0;
    await pause(300);
  }
}

async function watchers(source: Source, count: number, hear: (text: string) => void): Promise<void> {
  for (let made = 0; made < count; made += ACTIVE) {
    await Promise.all(Array.from({ length: Math.min(ACTIVE, count - made) }, () => watching(source.watch(), hear)));
  }
}

async function watching(request: ClientRequest, hear: (text: string) => void): Promise<void> {
  const [response] = (await once(request, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`The stream answered ${response.statusCode}.`);
  // The server ends it when it stops.
  response.on('error', () => {});
  response.setEncoding('utf8').on('data', hear);
}

async function herald(): Promise<Source> {
  const folder = tempFolderFor('stream');
  const running = await startHerald(folder);
  const { client } = running;
  const link = join(folder, 'setup-link.txt');
  while (!existsSync(link)) await pause(20);
  const token = new URLSearchParams(readFileSync(link, 'utf8').split('?')[1]).get('token');
  const account = { name: 'Bench', email: 'bench@example.org', password: 'correct horse battery' };
  const organization = { name: 'Bench', timezone: 'UTC', locale: 'en' as const };
  await client.account.setup({ token: token ?? '', organization, account });
  const access = JSON.parse(readFileSync(join(folder, 'running.json'), 'utf8')) as {
    console_url: string;
    token: string;
  };
  const headers = { authorization: `Bearer ${access.token}` };
  let people = 0;
  return {
    watch: () => get(`${access.console_url}/api/v1/stream`, { agent: false, headers }),
    change: () => client.contacts.create({ email: `person${people++}@example.org` }),
    memory_mb: () => running.memory().own,
    stop: () => running.stop(),
  };
}

async function bare(): Promise<Source> {
  const { ready, process: child, stop } = await startChild('stream/bare-stream.ts', []);
  return {
    watch: () => get(ready.url, { agent: false }),
    change: () => fetch(ready.url, { method: 'POST' }),
    memory_mb: () => memoryOf(child.pid ?? 0).own,
    stop: () => stop(),
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
