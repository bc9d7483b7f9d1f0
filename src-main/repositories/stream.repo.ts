import type { Reader, Tx } from '#main/db/access.ts';
import type { ChangeTopic } from '#shared/domain/change-topic.ts';
import type { Millis } from '#shared/kernel/instant.ts';

/** Begins to number notices. After a crash, when the last ones may be missing, the numbers get another epoch. */
export function openStreamEpoch(tx: Tx, fresh: string): string {
  const before = tx.sql<{ epoch: string; clean: number }>('SELECT epoch, clean FROM stream_epoch').get();
  const epoch = before?.clean === 1 ? before.epoch : fresh;
  tx.sql(
    `INSERT INTO stream_epoch (no, epoch, clean) VALUES (1, ?, 0)
     ON CONFLICT (no) DO UPDATE SET epoch = excluded.epoch, clean = 0`,
  ).run(epoch);
  return epoch;
}

/** Nothing will be added in this run of Herald: whoever resumes later has missed nothing. */
export function closeStreamEpoch(tx: Tx): void {
  tx.sql('UPDATE stream_epoch SET clean = 1').run();
}

export function appendStreamEvent(tx: Tx, at: Millis, topics: readonly ChangeTopic[]): number {
  const { lastInsertRowid } = tx
    .sql('INSERT INTO stream_event (at, topics) VALUES (?, ?)')
    .run(at, JSON.stringify(topics));
  return Number(lastInsertRowid);
}

/** Keeps what is younger than `since`, and the last `least` in any case. */
export function trimStreamEvents(tx: Tx, { since, least }: { since: Millis; least: number }): void {
  tx.sql('DELETE FROM stream_event WHERE at < ? AND seq <= (SELECT max(seq) FROM stream_event) - ?').run(since, least);
}

/** The newest number ever given; 0 when there was none. */
export function lastStreamSeq(reader: Reader): number {
  return reader.sql<{ seq: number }>(`SELECT seq FROM sqlite_sequence WHERE name = 'stream_event'`).get()?.seq ?? 0;
}

/** Topics of all notices after `seq`, or null when some of them are no longer kept. */
export function topicsAfter(reader: Reader, seq: number): ChangeTopic[] | null {
  const first = reader.sql<{ seq: number | null }>('SELECT min(seq) AS seq FROM stream_event').get()?.seq;
  const oldest = first ?? lastStreamSeq(reader) + 1;
  if (seq < oldest - 1) return null;
  return distinctTopics(reader.sql<{ topics: string }>('SELECT topics FROM stream_event WHERE seq > ?').all(seq));
}

export function topicsSince(reader: Reader, at: Millis): ChangeTopic[] {
  return distinctTopics(reader.sql<{ topics: string }>('SELECT topics FROM stream_event WHERE at >= ?').all(at));
}

function distinctTopics(rows: { topics: string }[]): ChangeTopic[] {
  return [...new Set(rows.flatMap(({ topics }) => JSON.parse(topics) as ChangeTopic[]))];
}
