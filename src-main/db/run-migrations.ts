import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { HeraldError } from '#shared/kernel/herald-error.ts';

const FILE_NAME = /^(\d{4})-[a-z0-9-]+\.sql$/;

export interface MigrationReport {
  from: number;
  to: number;
}

/**
 * Brings the database up to the newest file in `folder`, all steps in one transaction. Foreign keys are off meanwhile (a table
 * rebuild would otherwise delete its children) and checked before the commit. Before the first step on a database that has
 * data, `backup` is called with its version.
 */
export function runMigrations(file: string, folder: string, backup: (version: number) => void): MigrationReport {
  const steps = readSteps(folder);
  const newest = steps.at(-1)?.version ?? 0;
  const sqlite = new SqliteDatabase(file);
  try {
    sqlite.pragma('busy_timeout = 5000');
    const from = sqlite.pragma('user_version', { simple: true }) as number;
    if (from > newest) {
      throw new HeraldError(
        'CONFLICT',
        `The data folder was last used by a newer Herald (data version ${from}, this one knows ${newest}).`,
        { hint: 'Install the newer Herald, or start this one with another --data-dir.' },
      );
    }
    const due = steps.filter((step) => step.version > from);
    if (due.length === 0) return { from, to: from };
    if (from > 0) backup(from);
    sqlite.pragma('journal_mode = WAL');
    sqlite.pragma('synchronous = FULL');
    sqlite.pragma('foreign_keys = OFF');
    sqlite.transaction(() => applySteps(sqlite, due)).immediate();
    return { from, to: newest };
  } finally {
    sqlite.close();
  }
}

interface Step {
  version: number;
  name: string;
  sql: string;
}

function readSteps(folder: string): Step[] {
  return readdirSync(folder)
    .map((name) => ({ name, match: FILE_NAME.exec(name) }))
    .filter(({ match }) => match !== null)
    .map(({ name, match }) => ({ version: Number(match?.[1]), name, sql: readFileSync(join(folder, name), 'utf8') }))
    .sort((a, b) => a.version - b.version);
}

function applySteps(sqlite: SqliteDatabase.Database, steps: Step[]): void {
  for (const step of steps) {
    sqlite.exec(step.sql);
    sqlite.pragma(`user_version = ${step.version}`);
  }
  const broken = sqlite.pragma('foreign_key_check') as unknown[];
  if (broken.length > 0) throw new Error(`Migrations would leave ${broken.length} broken references.`);
}
