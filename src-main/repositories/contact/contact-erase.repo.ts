import type { Reader, Tx } from '#main/db/access.ts';
import { addressHash } from '../consent/suppression.repo.ts';
import { moveCount } from '../delivery/send-count.repo.ts';
import { anonymiseFeedback } from '../feedback/feedback-erase.repo.ts';
import { anonymiseTransactional } from '../transactional/transactional.repo.ts';
import { addToContactCount } from './contact.repo.ts';

/** Tables whose rows are about one contact and go with it. A test compares this with the schema. */
export const GOES_WITH_CONTACT = [
  'list_member',
  'contact_tag',
  'note',
  'event',
  'segment_member',
  'segment_change',
  'segment_dirty',
  'consent',
  'contact_preference',
  'contact_tracking',
  'preference_link',
  'duplicate_member',
  'push_device',
  'preflight_contact',
  'enrolment',
  'workflow_signal',
  'workflow_dirty',
] as const;

/** What imports have noted to be undone: found by the import, since they have no index by contact. */
export const GOES_WITH_IMPORTED: Record<string, string> = {
  import_tag: 'import_no IN (SELECT no FROM import)',
  import_lifted: 'import_no IN (SELECT no FROM import)',
  import_rejoined: 'import_no IN (SELECT no FROM import) AND list_no IN (SELECT no FROM list)',
};

/** Numbers that no contact ever has: rows that stay for the counts of reports point here, each to its own. */
const NOBODY = 2 ** 40;

export interface ErasedContact {
  no: number;
  id: string;
  email: string | null;
  email_key: string | null;
}

/**
 * Takes everything away that says who these contacts were. What stays: a row for each mail that was sent to them, without the address,
 * since reports count it, and what the suppression list knows by hash, since they must not be written to again.
 */
export function eraseContacts(tx: Tx, nos: readonly number[]): ErasedContact[] {
  const list = JSON.stringify(nos);
  const people = tx
    .sql<ErasedContact & { live: number }>(
      `SELECT no, id, email, email_key, deleted_at IS NULL AS live FROM contact
       WHERE no IN (SELECT value FROM json_each(?))`,
    )
    .all(list);
  const addresses = JSON.stringify(people.flatMap(({ email }) => email?.toLowerCase() ?? []));
  tx.sql('DELETE FROM test_address WHERE lower(address) IN (SELECT value FROM json_each(?))').run(addresses);
  discountLists(tx, list);
  forgetResponses(tx, people, list);
  anonymiseDeliveries(tx, list);
  const email_keys = people.flatMap(({ email_key }) => email_key ?? []);
  anonymiseTransactional(tx, list, email_keys);
  anonymiseFeedback(tx, list, email_keys);
  tx.sql(
    'UPDATE leaving SET contact_no = NULL, words = NULL WHERE contact_no IN (SELECT value FROM json_each(?)) AND contact_no IS NOT NULL',
  ).run(list);
  forgetAddresses(tx, people);
  dissolveGroups(tx, list);
  for (const table of GOES_WITH_CONTACT) {
    // Events have one index, which begins with their name.
    const first = table === 'event' ? 'name_no IN (SELECT no FROM event_name) AND' : '';
    tx.sql(`DELETE FROM ${table} WHERE ${first} contact_no IN (SELECT value FROM json_each(?))`).run(list);
  }
  for (const [table, where] of Object.entries(GOES_WITH_IMPORTED)) {
    tx.sql(`DELETE FROM ${table} WHERE ${where} AND contact_no IN (SELECT value FROM json_each(?))`).run(list);
  }
  tx.sql(`DELETE FROM fact WHERE subject IN (SELECT 'contact:' || value FROM json_each(?))`).run(
    JSON.stringify(people.map(({ id }) => id)),
  );
  tx.sql('DELETE FROM contact_search WHERE rowid IN (SELECT value FROM json_each(?))').run(list);
  tx.sql('DELETE FROM contact WHERE no IN (SELECT value FROM json_each(?))').run(list);
  addToContactCount(tx, -people.filter(({ live }) => live === 1).length);
  return people;
}

/** The values that imports have changed have no index by contact: looked for once, when everybody has been erased. */
export function forgottenChanges(reader: Reader, limit: number): string {
  const rows = reader
    .sql<{ import_no: number; turn: number; contact_no: number }>(
      `SELECT import_no, turn, contact_no FROM import_change
       WHERE NOT EXISTS (SELECT 1 FROM contact c WHERE c.no = import_change.contact_no) LIMIT ?`,
    )
    .all(limit);
  return JSON.stringify(rows.map((row) => [row.import_no, row.turn, row.contact_no]));
}

export function dropForgottenChanges(tx: Tx, rows: string): number {
  return tx
    .sql(
      `DELETE FROM import_change WHERE (import_no, turn, contact_no) IN
         (SELECT value ->> 0, value ->> 1, value ->> 2 FROM json_each(?))`,
    )
    .run(rows).changes;
}

function discountLists(tx: Tx, list: string): void {
  tx.sql(
    `UPDATE list SET subscribed = list.subscribed - s.subscribed, unconfirmed = list.unconfirmed - s.unconfirmed,
       unsubscribed = list.unsubscribed - s.unsubscribed
     FROM (SELECT m.list_no, sum(m.state = 'subscribed') AS subscribed, sum(m.state = 'unconfirmed') AS unconfirmed,
         sum(m.state = 'unsubscribed') AS unsubscribed
       FROM json_each(?) j CROSS JOIN contact c ON c.no = j.value AND c.deleted_at IS NULL
         CROSS JOIN list_member m ON m.contact_no = c.no GROUP BY m.list_no) s
     WHERE list.no = s.list_no`,
  ).run(list);
}

/** What a server said may repeat the address. */
function forgetResponses(tx: Tx, people: ErasedContact[], list: string): void {
  const said = tx
    .sql<{ no: number; delivery_no: number; text: string; address: string }>(
      `SELECT r.no, d.no AS delivery_no, r.text, d.address
       FROM json_each(?) j CROSS JOIN delivery d ON d.contact_no = j.value JOIN response r ON r.no = d.response_no
       WHERE d.address <> '' AND instr(lower(r.text), lower(d.address)) > 0`,
    )
    .all(list);
  for (const { no, delivery_no, text, address } of said) {
    const without = text.split(new RegExp(address.replace(/[^\w@]/g, '\\$&'), 'i')).join('(address)');
    tx.sql('INSERT INTO response (text) VALUES (?) ON CONFLICT DO NOTHING').run(without);
    tx.sql('UPDATE delivery SET response_no = (SELECT no FROM response WHERE text = ?) WHERE no = ?').run(
      without,
      delivery_no,
    );
    tx.sql('DELETE FROM response WHERE no = ? AND text <> ?').run(no, without);
  }
  // Answers are kept for a day only; to look through them for each of many would take longer than that.
  const [only] = people;
  if (people.length === 1 && only?.email) {
    tx.sql('DELETE FROM idempotency WHERE instr(lower(response), lower(?)) > 0').run(only.email);
  }
}

/** Who still waits for a mail gets none any more. */
function anonymiseDeliveries(tx: Tx, list: string): void {
  const waiting = tx
    .sql<{ send_no: number; state: string; n: number }>(
      `SELECT d.send_no, d.state, count(*) AS n FROM json_each(?) j CROSS JOIN delivery d ON d.contact_no = j.value
       WHERE d.state IN ('queued', 'deferred') GROUP BY 1, 2`,
    )
    .all(list);
  for (const { send_no, state, n } of waiting) moveCount(tx, send_no, state, 'cancelled', n);
  tx.sql(
    `UPDATE delivery SET address = '', contact_no = ${NOBODY} + no, next_at = NULL,
       state = iif(state IN ('queued', 'deferred'), 'cancelled', state)
     WHERE contact_no IN (SELECT value FROM json_each(?))`,
  ).run(list);
}

/** Suppressions stay, by hash alone. */
function forgetAddresses(tx: Tx, people: ErasedContact[]): void {
  const hashes = people.flatMap(({ email_key }) => (email_key ? [addressHash(email_key)] : []));
  tx.sql(
    `UPDATE suppression SET address = NULL, contact_no = NULL
     WHERE channel = 'email' AND address_hash IN (SELECT value FROM json_each(?))`,
  ).run(JSON.stringify(hashes));
  tx.sql(
    `UPDATE suppression SET address = NULL
     WHERE channel = 'sms' AND contact_no IN (SELECT value FROM json_each(?)) AND contact_no IS NOT NULL`,
  ).run(JSON.stringify(people.map(({ no }) => no)));
  tx.sql(
    'UPDATE suppression SET contact_no = NULL WHERE contact_no IN (SELECT value FROM json_each(?)) AND contact_no IS NOT NULL',
  ).run(JSON.stringify(people.map(({ no }) => no)));
}

/** A group of one is no group. Merges that they were part of can't be taken apart any more. */
function dissolveGroups(tx: Tx, list: string): void {
  tx.sql(
    `UPDATE duplicate_group SET size = size - g.n, state = iif(size - g.n < 2 AND state = 'open', 'dismissed', state)
     FROM (SELECT group_no, count(*) AS n FROM duplicate_member
       WHERE contact_no IN (SELECT value FROM json_each(?)) GROUP BY group_no) g
     WHERE duplicate_group.no = g.group_no`,
  ).run(list);
  tx.sql(
    `DELETE FROM contact_merge WHERE kept_no IN (SELECT value FROM json_each(@list))
       OR EXISTS (SELECT 1 FROM json_each(merged_nos) m WHERE m.value IN (SELECT value FROM json_each(@list)))`,
  ).run({ list });
}
