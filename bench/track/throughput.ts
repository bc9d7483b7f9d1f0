import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { type BenchOptions, compare, type Figure, median, round } from '../figure.ts';
import { startChild } from '../support/child.ts';
import { type Load, load, loader } from './load.ts';

const DELIVERIES = 50_000;
const CONNECTIONS = 64;
const GOAL = 0.65;

export interface ThroughputOptions extends BenchOptions {
  kind: 'open' | 'click';
}

/**
 * Herald verifying, looking up, answering and writing each hit durably, against a bare server that answers the same bytes. Afterwards
 * each answered hit must be a row.
 */
export async function trackThroughput({ kind, quick }: ThroughputOptions): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'herald-bench-'));
  const ours = await startChild('track/server.ts', [folder, String(DELIVERIES)]);
  const bare = await startChild('track/bare-server.ts', [kind]);
  const seconds = quick ? 2 : 5;
  const repeats = quick ? 3 : 5;
  const about = {
    tokens: join(folder, 'tokens.txt'),
    before: kind === 'open' ? '/o/' : '/c/',
    after: kind === 'open' ? '.gif' : '/0',
    seconds,
    connections: CONNECTIONS,
  };
  const loads: { ours: Load[]; bare: Load[] } = { ours: [], bare: [] };
  const run = async (side: 'ours' | 'bare', url: string) => {
    const result = await load({ ...about, url });
    loads[side].push(result);
    return result.per_second;
  };
  try {
    await load({ ...about, url: ours.ready.url, seconds: 1 });
    await load({ ...about, url: bare.ready.url, seconds: 1 });
    const before = countHits(folder);
    const figure = await compare(
      {
        bench: `track.${kind}`,
        unit: 'requests/s',
        against: 'bare node:http',
        goal: GOAL,
        n: DELIVERIES,
        repeats,
        kind: 'rate',
      },
      () => run('ours', ours.ready.url),
      () => run('bare', bare.ready.url),
    );
    await ours.stop();
    const answered = loads.ours.reduce((sum, { requests }) => sum + requests, 0);
    const stored = countHits(folder) - before;
    const p99 = (side: 'ours' | 'bare') => median(loads[side].map(({ p99_millis }) => p99_millis));
    return [
      {
        ...figure,
        pass: figure.pass && stored >= answered,
        answered,
        stored,
        p99_millis: round(p99('ours')),
        baseline_p99_millis: round(p99('bare')),
        loader: loader(),
      },
    ];
  } finally {
    ours.process.kill('SIGKILL');
    bare.process.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  }
}

function countHits(folder: string): number {
  const sqlite = new SqliteDatabase(join(folder, 'herald.db'), { readonly: true });
  try {
    return (sqlite.prepare('SELECT count(*) AS n FROM hit').get() as { n: number }).n;
  } finally {
    sqlite.close();
  }
}
