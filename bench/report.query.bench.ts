import { join } from 'node:path';
import { CommitFeed } from '#main/db/commit-feed.ts';
import { openReader, openWriter } from '#main/db/open-database.ts';
import { runMigrations } from '#main/db/run-migrations.ts';
import { systemClock } from '#main/platform/clock.ts';
import { prepareDataFolder } from '#main/platform/data-paths.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { campaignReport } from '#main/repositories/tracking/campaign-report.repo.ts';
import { homeNumbers } from '#main/repositories/tracking/home-report.repo.ts';
import { campaignStats } from '#main/repositories/tracking/report.repo.ts';
import { BreakdownKeeper } from '#main/services/tracking/refresh-breakdowns.ts';
import { type Bench, type Figure, median, round, spread } from './figure.ts';
import { tempFolderFor } from './support/data-folder.ts';
import { fillWithHits } from './track/many-hits.ts';

const SENDS = 50;
const HITS = 5_000_000;
const TURNS = 9;
/** What a whole report or the first screen may take. */
const SCREEN_GOAL_MS = 50;

/** One campaign of fifty out of all events: from sums that are kept, against COUNT over the raw table with its index. */
const bench: Bench = {
  name: 'report.query',
  async run({ quick }) {
    const n = quick ? HITS / 10 : HITS;
    const file = databaseWith(n);
    const { reader, close } = openReader(file);
    const now = Date.now();
    const raw = timesOf((turn) =>
      reader
        .sql(
          `SELECT count(*) AS n, count(DISTINCT delivery_no) AS people FROM hit INDEXED BY bench_hit WHERE send_no = ? AND kind = 'open'`,
        )
        .get(turn),
    );
    const kept = timesOf((turn) =>
      reader
        .sql(
          `SELECT sum(total) AS n, sum(uniques) AS people FROM send_minute WHERE send_no = ? AND measure = 'human_opened'`,
        )
        .get(turn),
    );
    const screens = {
      'report.query.campaign': timesOf((turn) => [
        campaignStats(reader, `c${turn}`, now),
        campaignReport(reader, `c${turn}`),
      ]),
      'report.query.home': timesOf(() => homeNumbers(reader, now)),
    };
    close();
    return [
      {
        ...figureOf('report.query', { n, times: kept, baseline: median(raw), goal: 100 }),
        against: 'COUNT with its index',
      },
      ...Object.entries(screens).map(([name, times]) =>
        figureOf(name, { n, times, baseline: SCREEN_GOAL_MS, goal: 1 }),
      ),
    ];
  },
};
export default bench;

function databaseWith(hits: number): string {
  const paths = prepareDataFolder(tempFolderFor(`hits-${hits}`));
  runMigrations(paths.database, join(import.meta.dirname, '../migrations'), () => {});
  const db = openWriter({ file: paths.database, clock: systemClock, ids: systemIds, feed: new CommitFeed() });
  fillWithHits(db, { sends: SENDS, hits_each: hits / SENDS });
  db.sqlite.exec('CREATE INDEX bench_hit ON hit (send_no, kind, delivery_no)');
  const keeper = new BreakdownKeeper({ db, clock: systemClock });
  for (let turn = 0; turn < TURNS; turn += 1) keeper.refreshOne();
  db.close();
  return paths.database;
}

function timesOf(ask: (turn: number) => unknown): number[] {
  ask(SENDS);
  return Array.from({ length: TURNS }, (_, turn) => {
    const started = performance.now();
    ask(SENDS - turn);
    return performance.now() - started;
  });
}

function figureOf(
  name: string,
  { n, times, baseline, goal }: { n: number; times: number[]; baseline: number; goal: number },
): Figure {
  const value = median(times);
  return {
    bench: name,
    value: round(value),
    unit: 'ms',
    against: 'goal',
    baseline: round(baseline),
    ratio: round(baseline / value),
    goal,
    pass: baseline / value >= goal,
    n,
    repeats: times.length,
    spread: spread(times),
  };
}
