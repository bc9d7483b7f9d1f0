import type { Tx } from '#main/db/access.ts';
import type { MemberState } from '#shared/domain/contact-status.ts';
import { addToList } from '../consent/list-member.repo.ts';
import { liveOf } from './bulk-live.repo.ts';
import type { Before, PartOf, PartResult, UndoResult } from './bulk-part.repo.ts';

export interface ListPart extends PartOf {
  list_no: number;
}

interface Member {
  contact_no: number;
  state: MemberState;
  changed_at: number;
  source: string;
}

/** Whoever has left the list stays away, and whoever has not confirmed yet still has to. */
export function addPartToList(tx: Tx, { list_no, at, bulk_edit_id }: ListPart, contacts: string): PartResult {
  const live = liveOf(tx, contacts);
  const known = membersOf(tx, list_no, live.nos);
  const added = tx
    .sql(
      `INSERT INTO list_member (list_no, contact_no, state, changed_at, source)
       SELECT @list_no, value, 'subscribed', @at, @source FROM json_each(@nos) WHERE true
       ON CONFLICT DO NOTHING RETURNING contact_no`,
    )
    .pluck()
    .all({ list_no, at, source: sourceOf(bulk_edit_id), nos: live.nos }) as number[];
  addToList(tx, list_no, 'subscribed', added.length);
  const left = known.filter(({ state }) => state === 'unsubscribed').length;
  const unconfirmed = known.filter(({ state }) => state === 'unconfirmed').length;
  return {
    before: added.sort((a, b) => a - b).map((no): Before[number] => [no, null]),
    unchanged: known.length - left - unconfirmed,
    left_out: {
      ...live.left_out,
      ...(left > 0 ? { left_list: left } : {}),
      ...(unconfirmed > 0 ? { unconfirmed } : {}),
    },
  };
}

export function takeFromListAgain(tx: Tx, { list_no, at, bulk_edit_id }: ListPart, before: string): UndoResult {
  const taken = tx
    .sql(
      `DELETE FROM list_member WHERE list_no = @list_no AND state = 'subscribed' AND changed_at = @at AND source = @source
         AND contact_no IN (SELECT value ->> 0 FROM json_each(@before)) RETURNING contact_no`,
    )
    .pluck()
    .all({ list_no, at, source: sourceOf(bulk_edit_id), before }) as number[];
  addToList(tx, list_no, 'subscribed', -countLive(tx, taken));
  return { restored: taken.length };
}

/** They stay known as people who have left. */
export function removePartFromList(tx: Tx, { list_no, at, bulk_edit_id }: ListPart, contacts: string): PartResult {
  const live = liveOf(tx, contacts);
  const known = membersOf(tx, list_no, live.nos);
  const leaving = known.filter(({ state }) => state !== 'unsubscribed');
  tx.sql(
    `UPDATE list_member SET state = 'unsubscribed', changed_at = @at, source = @source
     WHERE list_no = @list_no AND contact_no IN (SELECT value FROM json_each(@nos)) AND state <> 'unsubscribed'`,
  ).run({ list_no, at, source: sourceOf(bulk_edit_id), nos: JSON.stringify(leaving.map((one) => one.contact_no)) });
  for (const { state } of leaving) addToList(tx, list_no, state, -1);
  addToList(tx, list_no, 'unsubscribed', leaving.length);
  const strangers = live.n - known.length;
  return {
    before: leaving.map((one): Before[number] => [one.contact_no, [one.state, one.changed_at, one.source]]),
    unchanged: known.length - leaving.length,
    left_out: { ...live.left_out, ...(strangers > 0 ? { not_on_list: strangers } : {}) },
  };
}

/**
 * Back on the list comes whom this edit has taken away and nobody else since: not who has said meanwhile that they want no mail, by a
 * suppression or by anything the fact log tells of their lists.
 */
export function bringBackToList(tx: Tx, { list_no, at, bulk_edit_id }: ListPart, before: string): UndoResult {
  const back = tx
    .sql<{ contact_no: number; state: MemberState }>(
      `UPDATE list_member AS m SET state = b.value ->> 1 ->> 0, changed_at = b.value ->> 1 ->> 1,
         source = b.value ->> 1 ->> 2
       FROM json_each(@before) b
       WHERE m.list_no = @list_no AND m.contact_no = b.value ->> 0
         AND m.state = 'unsubscribed' AND m.changed_at = @at AND m.source = @source
         AND NOT EXISTS (SELECT 1 FROM suppression s WHERE s.contact_no = m.contact_no AND s.at >= @at)
         AND NOT EXISTS (SELECT 1 FROM contact c JOIN fact f ON f.subject = 'contact:' || c.id
           WHERE c.no = m.contact_no AND f.at > @at AND f.type LIKE 'list.%')
       RETURNING contact_no, state`,
    )
    .all({ list_no, at, source: sourceOf(bulk_edit_id), before });
  const live = liveNos(
    tx,
    back.map(({ contact_no }) => contact_no),
  );
  for (const { contact_no, state } of back) if (live.has(contact_no)) addToList(tx, list_no, state, 1);
  addToList(tx, list_no, 'unsubscribed', -live.size);
  return { restored: back.length };
}

function membersOf(tx: Tx, list_no: number, nos: string): Member[] {
  return tx
    .sql<Member>(
      `SELECT m.contact_no, m.state, m.changed_at, m.source
       FROM json_each(@nos) j CROSS JOIN list_member m ON m.list_no = @list_no AND m.contact_no = j.value
       ORDER BY m.contact_no`,
    )
    .all({ list_no, nos });
}

function countLive(tx: Tx, nos: number[]): number {
  return liveNos(tx, nos).size;
}

function liveNos(tx: Tx, nos: number[]): Set<number> {
  const live = tx
    .sql('SELECT no FROM contact WHERE no IN (SELECT value FROM json_each(?)) AND deleted_at IS NULL')
    .pluck()
    .all(JSON.stringify(nos)) as number[];
  return new Set(live);
}

function sourceOf(bulk_edit_id: string): string {
  return `bulk-edit:${bulk_edit_id}`;
}
