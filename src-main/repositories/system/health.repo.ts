import type { Reader } from '#main/db/access.ts';

export function sendCountTotals(reader: Reader): { measure: string; n: number }[] {
  return reader
    .sql<{ measure: string; n: number }>(
      'SELECT measure, sum(n) AS n FROM send_count GROUP BY measure ORDER BY measure',
    )
    .all();
}

/** `ok`, or the first thing that is wrong. Reads the whole file. */
export function integrityVerdict(reader: Reader): string {
  return reader.sql<{ quick_check: string }>('PRAGMA quick_check(1)').get()?.quick_check ?? 'no answer';
}

export function journalMode(reader: Reader): string {
  return reader.sql<{ journal_mode: string }>('PRAGMA journal_mode').get()?.journal_mode ?? 'unknown';
}

export function countUnknownDeliveries(reader: Reader): number {
  return reader.sql<{ n: number | null }>(`SELECT sum(n) AS n FROM send_count WHERE measure = 'unknown'`).get()?.n ?? 0;
}
