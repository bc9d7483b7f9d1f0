import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommitFeed } from '#main/db/commit-feed.ts';
import { openWriter } from '#main/db/open-database.ts';
import { runMigrations } from '#main/db/run-migrations.ts';
import { systemClock } from '#main/platform/clock.ts';
import { prepareDataFolder } from '#main/platform/data-paths.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { type Bench, type Figure, round } from './figure.ts';
import { type ImportMeasure, importApart } from './import/import-apart.ts';
import { fileOfContacts } from './import/million-rows.ts';
import { hasShell, importWithShell } from './import/shell-import.ts';
import { folderWithContacts } from './support/data-folder.ts';

const ROWS = 1_000_000;
const MOST_MB = 400;
/** Pages of the database that the system maps and may take back at any time are told beside it. */
const MEMORY = 'MB of its own, all of Herald';
const SLOWEST_READ_MS = 100;
const LONGEST_WAIT_MS = 700;
/** Beside the shell: as fast into an empty table, 1.4 times its time into a full one. */
const GOAL_EMPTY = 1;
const GOAL_FULL = 1 / 1.4;

/**
 * A file of a million contacts with checks, normal forms, typed custom fields and upsert by address, beside the sqlite3 shell doing the
 * same job: into an empty table, into one that is full of others, and the same file again. Meanwhile others read and write.
 */
const bench: Bench = {
  name: 'import.csv',
  async run({ quick }) {
    if (!hasShell()) throw new Error('This bench compares with the sqlite3 shell, which is not installed.');
    const rows = quick ? ROWS / 10 : ROWS;
    const csv = await fileOfContacts(rows);
    const full = await folderWithContacts(rows);
    const work = mkdtempSync(join(tmpdir(), 'herald-import-bench-'));
    try {
      const empty = await besides(work, 'empty', csv, null);
      const again = await importApart(join(work, 'empty-herald'), csv, false);
      const filled = await besides(work, 'full', csv, full);
      prepareFolder(join(work, 'watched'), null);
      const watched = await importApart(join(work, 'watched'), csv, true);
      return [
        timeFigure('import.csv', empty, { goal: GOAL_EMPTY, n: rows }),
        timeFigure('import.csv into a full table', filled, { goal: GOAL_FULL, n: rows }),
        againFigure(again, rows),
        limitFigure(
          'import.csv memory',
          { value: Math.max(empty.ours.peak_own_mb, filled.ours.peak_own_mb), limit: MOST_MB, unit: MEMORY },
          rows,
          { empty: memoryOf(empty.ours), full: memoryOf(filled.ours) },
        ),
        limitFigure(
          'import.csv reads meanwhile',
          { value: watched.reads.p99, limit: SLOWEST_READ_MS, unit: 'ms (p99)' },
          rows,
          { ...watched.reads, by_question: watched.reads_by_question },
        ),
        limitFigure(
          'import.csv writes meanwhile',
          { value: watched.writes.max, limit: LONGEST_WAIT_MS, unit: 'ms (longest)' },
          rows,
          watched.writes,
        ),
      ];
    } finally {
      rmSync(work, { recursive: true, force: true });
    }
  },
};
export default bench;

interface Pair {
  ours: ImportMeasure;
  shell_seconds: number;
}

/** The same import by Herald and by the shell, each into a folder of its own. */
async function besides(work: string, name: string, csv: string, from: string | null): Promise<Pair> {
  const ours_folder = join(work, `${name}-herald`);
  prepareFolder(ours_folder, from);
  const ours = await importApart(ours_folder, csv, false);
  const shell_folder = join(work, `${name}-shell`);
  const database = prepareFolder(shell_folder, from);
  const shell_seconds = importWithShell(database, csv);
  if (from) rmSync(ours_folder, { recursive: true });
  rmSync(shell_folder, { recursive: true });
  return { ours, shell_seconds };
}

/** @returns the database file */
function prepareFolder(folder: string, from: string | null): string {
  if (from) cpSync(from, folder, { recursive: true });
  const { database } = prepareDataFolder(folder);
  runMigrations(database, join(import.meta.dirname, '../migrations'), () => {});
  const db = openWriter({ file: database, clock: systemClock, ids: systemIds, feed: new CommitFeed() });
  db.close();
  return database;
}

function timeFigure(name: string, { ours, shell_seconds }: Pair, { goal, n }: { goal: number; n: number }): Figure {
  const ratio = shell_seconds / ours.seconds;
  return {
    bench: name,
    value: round(ours.seconds),
    unit: 's',
    against: 'the sqlite3 shell doing the same job',
    baseline: round(shell_seconds),
    ratio: round(ratio),
    goal: round(goal),
    pass: ratio >= goal,
    ...{ n, repeats: 1, spread: 0 },
    ...ours.counts,
  };
}

/** The same file once more: nobody is new, and not one row is written. */
function againFigure({ counts, rewritten, seconds }: ImportMeasure, n: number): Figure {
  const pass = rewritten === 0 && counts.created === 0 && counts.updated === 0 && counts.unchanged === n;
  return {
    bench: 'import.csv again',
    value: rewritten,
    unit: 'contacts rewritten',
    against: 'none',
    baseline: 0,
    ratio: pass ? 1 : 0,
    goal: 1,
    pass,
    ...{ n, repeats: 1, spread: 0 },
    seconds: round(seconds),
    ...counts,
  };
}

function memoryOf({ idle_mb, peak_mb, peak_own_mb }: ImportMeasure): object {
  return { idle_mb, peak_mb, peak_own_mb };
}

function limitFigure(
  name: string,
  { value, limit, unit }: { value: number; limit: number; unit: string },
  n: number,
  detail: object = {},
): Figure {
  const ratio = round(limit / Math.max(value, 0.001));
  return {
    ...{ bench: name, value, unit, against: 'the limit', baseline: limit, ratio, goal: 1, pass: value <= limit },
    ...{ n, repeats: 1, spread: 0 },
    measured: detail,
  };
}
