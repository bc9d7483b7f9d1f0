import type { Reader, Tx } from '#main/db/access.ts';
import type { ChangeTopic } from '#shared/domain/change-topic.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface StreamEventRow {
  seq: number;
  at: Millis;
  topics: ChangeTopic[];
}

/** Begins to number notices. After a crash, when the last ones are missing, the numbers get another epoch. */
export function openStreamEpoch(tx: Tx, fresh: string): string {
  const before = tx.sql<{ epoch: string; clean: number }>('SELECT epoch, clean FROM stream_epoch').get();
  const epoch = before?.clean === 1 ? before.epoch : fresh;
  tx.sql(
    `INSERT INTO stream_epoch (no, epoch, clean) VALUES (1, ?, 0)
     ON CONFLICT (no) DO UPDATE SET epoch = excluded.epoch, clean = 0`,
  ).run(epoch);
  return epoch;
}

/** Keeps the notices of this run of Herald for those who come back after its end. */
export function closeStreamEpoch(
  tx: Tx,
  notices: readonly { seq: number; at: Millis; topics: readonly ChangeTopic[] }[],
): void {
  tx.sql('DELETE FROM stream_event').run();
  const insert = tx.sql('INSERT INTO stream_event (seq, at, topics) VALUES (?, ?, ?)');
  for (const { seq, at, topics } of notices) insert.run(seq, at, JSON.stringify(topics));
  tx.sql('UPDATE stream_epoch SET clean = 1').run();
}

export function keptStreamEvents(reader: Reader): StreamEventRow[] {
  return reader
    .sql<{ seq: number; at: Millis; topics: string }>('SELECT seq, at, topics FROM stream_event ORDER BY seq')
    .all()
    .map((row) => ({ ...row, topics: JSON.parse(row.topics) as ChangeTopic[] }));
}

/** The newest number ever kept; 0 when there was none. */
export function lastStreamSeq(reader: Reader): number {
  return reader.sql<{ seq: number }>(`SELECT seq FROM sqlite_sequence WHERE name = 'stream_event'`).get()?.seq ?? 0;
}
