import type { Reader, Tx } from '#main/db/access.ts';
import type { CheckedRule } from '#shared/domain/segment/check-segment.ts';
import { parseSegment } from '#shared/domain/segment/parse-segment.ts';
import type { SegmentCondition } from '#shared/domain/segment/segment-ast.ts';
import { conditionsOf, type NamedUse, usesOf } from '#shared/domain/segment/walk-segment.ts';

export type UseKind = NamedUse['kind'];

/** Something that a stored rule names: `name` as it stands there, and what is called so today. */
export interface StoredUse {
  kind: UseKind;
  name: string;
  target_no: number | null;
  /** Public id and name of now; null once it is gone, and for an event that has never happened. */
  id: string | null;
  today: string | null;
}

/** Where each kind of thing has its number, its public id and its name. */
const TARGETS: Record<UseKind, string> = {
  segment: 'SELECT no, id, name FROM segment WHERE deleted_at IS NULL',
  list: 'SELECT no, id, name FROM list WHERE deleted_at IS NULL',
  tag: 'SELECT no, id, name FROM tag',
  campaign: 'SELECT no, id, name FROM campaign WHERE deleted_at IS NULL',
  event: 'SELECT no, NULL AS id, name FROM event_name',
  field: 'SELECT no, id, key AS name FROM custom_field WHERE deleted_at IS NULL',
};

const WITH_TARGETS = Object.entries(TARGETS)
  .map(
    ([kind, target]) => `SELECT u.segment_no, u.kind, u.name, u.target_no, t.id, t.name AS today
      FROM segment_use u LEFT JOIN (${target}) t ON t.no = u.target_no WHERE u.kind = '${kind}'`,
  )
  .join(' UNION ALL ');

export function usesOfSegment(reader: Reader, segment_no: number): StoredUse[] {
  return reader
    .sql<StoredUse>(
      `SELECT kind, name, target_no, id, today FROM (${WITH_TARGETS}) WHERE segment_no = ? ORDER BY kind, name`,
    )
    .all(segment_no);
}

/** What all segments name, by the number of the segment. */
export function usesOfAll(reader: Reader): Map<number, StoredUse[]> {
  const uses = new Map<number, StoredUse[]>();
  const rows = reader
    .sql<StoredUse & { segment_no: number }>(`SELECT * FROM (${WITH_TARGETS}) ORDER BY segment_no, kind, name`)
    .all();
  for (const { segment_no, ...use } of rows) {
    const known = uses.get(segment_no);
    if (known) known.push(use);
    else uses.set(segment_no, [use]);
  }
  return uses;
}

/** Notes what a rule names instead of what it named before. */
export function replaceUses(tx: Tx, segment_no: number, uses: readonly (NamedUse & { written: string })[]): void {
  tx.sql('DELETE FROM segment_use WHERE segment_no = ?').run(segment_no);
  const insert = tx.sql(
    'INSERT INTO segment_use (segment_no, kind, name, target_no) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
  );
  for (const use of uses) insert.run(segment_no, use.kind, use.written, targetNo(tx, use));
}

function targetNo(reader: Reader, { kind, id, name }: NamedUse): number | null {
  const column = kind === 'event' || kind === 'field' ? 'name' : 'id';
  const key = column === 'name' ? name : id;
  return reader.sql<{ no: number }>(`SELECT no FROM (${TARGETS[kind]}) WHERE ${column} = ?`).get(key)?.no ?? null;
}

/**
 * What a rule that has been checked names, in the words of its text. A name that only a tag has is that tag.
 */
export function usedIn(text: string, { rule }: CheckedRule): (NamedUse & { written: string })[] {
  const parsed = parseSegment(text).rule;
  if (!parsed || !rule) return [];
  const bound = [...conditionsOf(rule)];
  return [...conditionsOf(parsed)].flatMap((condition, at) => {
    const meant = namesIn(bound[at]);
    return namesIn(condition).flatMap(({ name }, place) => {
      const target = meant[place];
      return target ? [{ ...target, written: name }] : [];
    });
  });
}

/** In the order of the text, also the same twice. */
function namesIn(condition: SegmentCondition | undefined): NamedUse[] {
  if (condition?.kind === 'tag') return condition.tags.map(({ name, id }) => ({ kind: 'tag', name, id }));
  return condition ? usesOf(condition) : [];
}

/** The segments that a saved segment names. */
export function segmentsUsedBy(reader: Reader, id: string): { id: string; name: string }[] {
  return reader
    .sql<{ id: string; name: string }>(
      `SELECT t.id, t.name FROM segment s JOIN segment_use u ON u.segment_no = s.no AND u.kind = 'segment'
       JOIN segment t ON t.no = u.target_no WHERE s.id = ? AND s.deleted_at IS NULL AND t.deleted_at IS NULL`,
    )
    .all(id);
}

export interface SegmentUser {
  kind: 'segment' | 'campaign';
  id: string;
  name: string;
  /** A campaign that leaves these people out. */
  excludes: boolean;
}

/** The segments and campaigns that name a segment. Campaigns count until they have their recipients. */
export function usersOfSegment(reader: Reader, { no, id }: { no: number; id: string }): SegmentUser[] {
  return reader
    .sql<Omit<SegmentUser, 'excludes'> & { excludes: number }>(
      `SELECT 'segment' AS kind, s.id, s.name, 0 AS excludes FROM segment_use u JOIN segment s ON s.no = u.segment_no
       WHERE u.kind = 'segment' AND u.target_no = @no AND s.deleted_at IS NULL
       UNION ALL
       SELECT 'campaign', k.id, k.name, max(EXISTS (SELECT 1 FROM json_each(s.audience, '$.exclude_segments') WHERE value = @id))
       FROM send s JOIN campaign k ON k.no = s.campaign_no
       WHERE k.deleted_at IS NULL AND s.frozen_at IS NULL AND s.state NOT IN ('sent', 'cancelled', 'failed')
         AND EXISTS (
           SELECT 1 FROM json_each(s.audience, '$.include_segments') WHERE value = @id
           UNION ALL
           SELECT 1 FROM json_each(s.audience, '$.exclude_segments') WHERE value = @id)
       GROUP BY k.no
       ORDER BY 1 DESC, 3 COLLATE NOCASE`,
    )
    .all({ no, id })
    .map((user) => ({ ...user, excludes: user.excludes === 1 }));
}
