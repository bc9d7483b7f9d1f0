import { join } from 'node:path';
import type { HeraldClient } from '#main/cli/connect.ts';
import { upload } from '#main/cli/import-file.ts';
import { openReader } from '#main/db/open-database.ts';
import { guessedOptions } from '#main/services/import/import.service.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';
import { type RunningHerald, startHerald } from '../support/running-herald.ts';

interface Spread {
  n: number;
  p50: number;
  p99: number;
  max: number;
}

/** What one import by the built Herald looked like from outside. */
export interface ImportMeasure {
  seconds: number;
  counts: Record<string, number>;
  /** Rows of contacts that were written, told by their revisions. */
  rewritten: number;
  /** The whole process, in MB: before the import, and at most during it. */
  idle_mb: number;
  peak_mb: number;
  /** At the most, without pages of files. */
  peak_own_mb: number;
  /** In milliseconds, while the import ran. */
  reads: Spread;
  reads_by_question: Record<string, Spread>;
  writes: Spread;
}

/** Imports with the built Herald in a process of its own. `watched` reads and writes meanwhile, as people would. */
export async function importApart(data_dir: string, csv: string, watched: boolean): Promise<ImportMeasure> {
  const herald = await startHerald(data_dir);
  const { client, memory } = herald;
  const database = openReader(join(data_dir, 'herald.db'));
  const revisions = () =>
    database.reader.sql<{ n: number }>('SELECT ifnull(sum(revision), 0) AS n FROM contact').get()?.n ?? 0;
  try {
    await foundOnce(client);
    const { id } = await upload(client, csv);
    const options = guessedOptions(await client.imports.inspect({ id }));
    const before = revisions();
    const idle = memory();
    const peak = watchMemory(herald);
    const others = new OtherPeople(client);
    const started = performance.now();
    await client.imports.start({ id, options });
    let job = await client.imports.get({ id });
    while (job.state === 'waiting' || job.state === 'running') {
      if (watched) await others.readAndWrite();
      await new Promise((resolve) => setTimeout(resolve, 50));
      job = await client.imports.get({ id });
    }
    const seconds = (performance.now() - started) / 1_000;
    if (job.state !== 'done') throw new Error(job.problem ? sayReason(job.problem) : job.state);
    const { created, updated, unchanged, rejected, duplicates, rows } = job.progress;
    return {
      seconds,
      counts: { rows, created, updated, unchanged, rejected, duplicates },
      rewritten: revisions() - before,
      idle_mb: Math.round(idle.own + idle.mapped),
      ...peak(),
      reads: spreadOf([...others.reads.values()].flat()),
      reads_by_question: Object.fromEntries([...others.reads].map(([name, times]) => [name, spreadOf(times)])),
      writes: spreadOf(others.writes),
    };
  } finally {
    database.close();
    await herald.stop();
  }
}

async function foundOnce(client: HeraldClient): Promise<void> {
  if ((await client.account.setupStatus()).state === 'ready') return;
  await client.account.setup({
    organization: { name: 'Bench', timezone: 'Europe/Berlin', locale: 'en' },
    account: { name: 'Bench', email: 'bench@herald.example', password: 'four plain words here' },
  });
}

function watchMemory({ memory }: RunningHerald): () => { peak_mb: number; peak_own_mb: number } {
  let all = 0;
  let own = 0;
  const timer = setInterval(() => {
    const now = memory();
    all = Math.max(all, now.own + now.mapped);
    own = Math.max(own, now.own);
  }, 20);
  return () => {
    clearInterval(timer);
    return { peak_mb: Math.round(all), peak_own_mb: Math.round(own) };
  };
}

/** What other screens ask while an import runs, and a small write. */
class OtherPeople {
  readonly reads = new Map<string, number[]>();
  readonly writes: number[] = [];
  readonly #client: HeraldClient;
  #tag: { id: string } | undefined;

  constructor(client: HeraldClient) {
    this.#client = client;
  }

  async readAndWrite(): Promise<void> {
    const { contacts, lists, tags } = this.#client;
    const questions: [string, () => Promise<unknown>][] = [
      ['the first contacts', () => contacts.list({ limit: 50 })],
      ['a search', () => contacts.list({ limit: 50, search: 'Last1999' })],
      ['all lists', () => lists.list()],
    ];
    for (const [name, ask] of questions) {
      this.reads.set(name, [...(this.reads.get(name) ?? []), await millisOf(ask)]);
    }
    const tag = this.#tag ?? (await tags.create({ name: `Bench ${Date.now()}` }));
    this.#tag = tag;
    const name = `Bench ${Date.now()} ${this.writes.length}`;
    this.writes.push(await millisOf(() => tags.rename({ id: tag.id, name })));
  }
}

async function millisOf(ask: () => Promise<unknown>): Promise<number> {
  const at = performance.now();
  await ask();
  return performance.now() - at;
}

function spreadOf(values: number[]): Spread {
  const sorted = values.sort((a, b) => a - b);
  const at = (share: number) => Number((sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1));
  return { n: sorted.length, p50: at(0.5), p99: at(0.99), max: at(1) };
}
