import { createHash } from 'node:crypto';
import type { Reader, Tx } from '#main/db/access.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { allFields } from '../contact/custom-field.repo.ts';
import { allSegments } from './segment.repo.ts';
import { boundRule, withoutReferences } from './segment-rule.repo.ts';
import { TRIGGER_PREFIX, triggersFor, type WatchedFact } from './segment-watch.sql.ts';
import { zoneOf } from './segment-world.ts';

/** A segment of which it is recorded who enters and leaves. */
export interface Watch {
  segment_no: number;
  rule: SegmentNode;
  /** The last contact looked at since the question changed; null when all have been. */
  filled_to: number | null;
  looked_at: Millis;
}

interface StoredWatch {
  segment_no: number;
  question: string;
  filled_to: number | null;
  looked_at: Millis;
}

/**
 * Brings what is stored in line with the segments as they are now: one that is newly watched, or asks something else than before, is
 * looked at from the first contact on; what that finds is no entering and no leaving.
 */
export function alignWatches(tx: Tx, now: Millis): Watch[] {
  const stored = new Map(storedWatches(tx).map((watch) => [watch.segment_no, watch]));
  const watches = allSegments(tx).flatMap((record): Watch[] => {
    if (!record.watched) return [];
    const rule = withoutReferences(tx, boundRule(tx, record).rule);
    const question = questionOf(tx, rule);
    const known = stored.get(record.no);
    stored.delete(record.no);
    if (known?.question === question) return [{ ...known, rule }];
    startWatch(tx, { segment_no: record.no, question, looked_at: now });
    return [{ segment_no: record.no, rule, filled_to: 0, looked_at: now }];
  });
  for (const segment_no of stored.keys()) tx.sql('DELETE FROM segment_watch WHERE segment_no = ?').run(segment_no);
  return watches;
}

function storedWatches(reader: Reader): StoredWatch[] {
  return reader.sql<StoredWatch>('SELECT segment_no, question, filled_to, looked_at FROM segment_watch').all();
}

function startWatch(tx: Tx, watch: Omit<StoredWatch, 'filled_to'>): void {
  tx.sql(
    `INSERT INTO segment_watch (segment_no, question, filled_to, looked_at) VALUES (@segment_no, @question, 0, @looked_at)
     ON CONFLICT (segment_no) DO UPDATE SET question = excluded.question, filled_to = 0, looked_at = excluded.looked_at`,
  ).run(watch);
}

/** The same as long as the rule, the rules it uses, the zone and the types of the fields are. */
function questionOf(reader: Reader, rule: SegmentNode): string {
  const words = JSON.stringify(rule, (key, value: unknown) => (key === 'span' ? undefined : withoutName(value)));
  const fields = allFields(reader).map(({ key, type }) => [key, type]);
  return createHash('sha256')
    .update(JSON.stringify([words, zoneOf(reader), fields]))
    .digest('base64url');
}

/** What has an id is the same under another name. */
function withoutName(value: unknown): unknown {
  const hasId = typeof value === 'object' && value !== null && 'id' in value && value.id !== null;
  return hasId ? { ...value, name: undefined } : value;
}

/** Triggers exist for the facts that watched rules ask for, and for no others. */
export function alignTriggers(tx: Tx, facts: ReadonlySet<WatchedFact>): void {
  const wanted = triggersFor(facts);
  const names = tx
    .sql<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name GLOB '${TRIGGER_PREFIX}*'`)
    .all()
    .map(({ name }) => name);
  for (const name of names) if (!wanted.delete(name)) tx.sql(`DROP TRIGGER ${name}`).run();
  for (const statement of wanted.values()) tx.sql(statement).run();
}

export function setFilled(tx: Tx, segment_no: number, filled_to: number | null): void {
  tx.sql('UPDATE segment_watch SET filled_to = ? WHERE segment_no = ?').run(filled_to, segment_no);
}

export function setLooked(tx: Tx, now: Millis): void {
  tx.sql('UPDATE segment_watch SET looked_at = ?').run(now);
}

/** A segment that is not watched, and whose members of when it was are still here. */
const UNWATCHED = `SELECT s.no AS segment_no FROM segment s WHERE s.no NOT IN (SELECT segment_no FROM segment_watch)
  AND EXISTS (SELECT 1 FROM segment_member m WHERE m.segment_no = s.no) LIMIT 1`;

/** Takes away who was in segments that are no longer watched. @returns how many rows */
export function forgetMembers(tx: Tx, limit: number): number {
  const row = tx.sql<{ segment_no: number }>(UNWATCHED).get();
  if (!row) return 0;
  return tx
    .sql(
      `DELETE FROM segment_member WHERE segment_no = @segment_no AND contact_no IN
         (SELECT contact_no FROM segment_member WHERE segment_no = @segment_no LIMIT @limit)`,
    )
    .run({ ...row, limit }).changes;
}

export function hasWork(reader: Reader): boolean {
  return (
    reader
      .sql(
        `SELECT 1 FROM segment_dirty UNION ALL SELECT 1 FROM segment_watch WHERE filled_to IS NOT NULL
         UNION ALL SELECT 1 FROM (${UNWATCHED}) LIMIT 1`,
      )
      .get() !== undefined
  );
}

export function dirtyContacts(reader: Reader, limit: number): number[] {
  return reader
    .sql<number>('SELECT contact_no FROM segment_dirty ORDER BY contact_no LIMIT ?')
    .pluck()
    .all(limit) as number[];
}

export function forgetDirty(tx: Tx, nos: readonly number[]): void {
  tx.sql('DELETE FROM segment_dirty WHERE contact_no IN (SELECT value FROM json_each(?))').run(JSON.stringify(nos));
}

export function forgetAllDirty(tx: Tx): void {
  tx.sql('DELETE FROM segment_dirty').run();
}
