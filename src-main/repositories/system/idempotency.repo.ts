import type { Reader, Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface IdempotencyRow {
  request_hash: string;
  /** Null while the first request is still being worked on. */
  response: string | null;
  at: Millis;
}

export function findIdempotent(reader: Reader, key: string): IdempotencyRow | undefined {
  return reader.sql<IdempotencyRow>('SELECT request_hash, response, at FROM idempotency WHERE key = ?').get(key);
}

/** @returns false when the key is taken */
export function claimIdempotent(tx: Tx, key: string, row: Omit<IdempotencyRow, 'response'>): boolean {
  const { changes } = tx
    .sql('INSERT INTO idempotency (key, request_hash, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
    .run(key, row.request_hash, row.at);
  return changes === 1;
}

export function saveIdempotentResponse(tx: Tx, key: string, response: string): void {
  tx.sql('UPDATE idempotency SET response = ? WHERE key = ?').run(response, key);
}

export function releaseIdempotent(tx: Tx, key: string): void {
  tx.sql('DELETE FROM idempotency WHERE key = ?').run(key);
}

/** Answers are kept for a day; a claim without an answer is of a request that died, and is freed sooner. */
export function trimIdempotent(tx: Tx, before: { answered: Millis; unanswered: Millis }): void {
  tx.sql('DELETE FROM idempotency WHERE at < ? OR (response IS NULL AND at < ?)').run(
    before.answered,
    before.unanswered,
  );
}
