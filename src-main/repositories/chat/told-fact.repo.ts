import type { Reader, Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';

/** A line of the fact log that a team may be told of. */
export interface ToldFact {
  seq: number;
  id: string;
  type: string;
  subject: string;
  actor: string | null;
  at: Millis;
  data: string;
}

/** Facts of these types after a place in the log, in order. */
export function factsAfter(reader: Reader, seq: number, types: readonly string[]): ToldFact[] {
  return reader
    .sql<ToldFact>(
      `SELECT seq, id, type, subject, actor, at, data FROM fact
       WHERE seq > ? AND type IN (SELECT value FROM json_each(?)) ORDER BY seq LIMIT 200`,
    )
    .all(seq, JSON.stringify(types));
}

export function findToldFact(reader: Reader, id: string): ToldFact | undefined {
  return reader.sql<ToldFact>('SELECT seq, id, type, subject, actor, at, data FROM fact WHERE id = ?').get(id);
}

export function lastFact(reader: Reader): number {
  return reader.sql<{ seq: number }>('SELECT coalesce(max(seq), 0) AS seq FROM fact').get()?.seq ?? 0;
}

/** How far the log has been read for the chats of teams. */
export function readSoFar(reader: Reader): number {
  return reader.sql<{ seq: number }>(`SELECT seq FROM fact_reader WHERE name = 'chat'`).get()?.seq ?? 0;
}

export function saveSoFar(tx: Tx, seq: number): void {
  tx.sql(`UPDATE fact_reader SET seq = ? WHERE name = 'chat'`).run(seq);
}
