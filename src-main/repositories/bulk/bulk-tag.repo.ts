import type { Tx } from '#main/db/access.ts';
import { liveOf } from './bulk-live.repo.ts';
import type { Before, PartOf, PartResult, UndoResult } from './bulk-part.repo.ts';

export interface TagPart extends PartOf {
  tag_no: number;
}

export function addTagToPart(tx: Tx, { tag_no, at }: TagPart, contacts: string): PartResult {
  const live = liveOf(tx, contacts);
  const added = tx
    .sql(
      `INSERT INTO contact_tag (tag_no, contact_no, at) SELECT @tag_no, value, @at FROM json_each(@nos) WHERE true
       ON CONFLICT DO NOTHING RETURNING contact_no`,
    )
    .pluck()
    .all({ tag_no, at, nos: live.nos }) as number[];
  return { before: imagesOf(added), unchanged: live.n - added.length, left_out: live.left_out };
}

/** Only where the tag is still the one that the edit has put there. */
export function takeTagBack(tx: Tx, { tag_no, at }: TagPart, before: string): UndoResult {
  const { changes } = tx
    .sql(
      `DELETE FROM contact_tag WHERE tag_no = @tag_no AND at = @at
         AND contact_no IN (SELECT value ->> 0 FROM json_each(@before))`,
    )
    .run({ tag_no, at, before });
  return { restored: changes };
}

export function removeTagFromPart(tx: Tx, { tag_no }: TagPart, contacts: string): PartResult {
  const live = liveOf(tx, contacts);
  const removed = tx
    .sql<{ contact_no: number; at: number }>(
      `DELETE FROM contact_tag WHERE tag_no = @tag_no AND contact_no IN (SELECT value FROM json_each(@nos))
       RETURNING contact_no, at`,
    )
    .all({ tag_no, nos: live.nos });
  const without = live.n - removed.length;
  return {
    before: removed.map(({ contact_no, at }): Before[number] => [contact_no, at]),
    unchanged: without,
    left_out: live.left_out,
  };
}

export function giveTagBack(tx: Tx, { tag_no }: TagPart, before: string): UndoResult {
  const { changes } = tx
    .sql(
      `INSERT INTO contact_tag (tag_no, contact_no, at)
       SELECT @tag_no, value ->> 0, value ->> 1 FROM json_each(@before)
       WHERE EXISTS (SELECT 1 FROM contact WHERE no = value ->> 0) AND EXISTS (SELECT 1 FROM tag WHERE no = @tag_no)
       ON CONFLICT DO NOTHING`,
    )
    .run({ tag_no, before });
  return { restored: changes };
}

function imagesOf(nos: number[]): Before {
  return nos.sort((a, b) => a - b).map((no) => [no, null]);
}
