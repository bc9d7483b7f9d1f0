import type { Reader, Tx } from '#main/db/access.ts';
import type { MemberState, SuppressionReason } from '#shared/domain/contact-status.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { addToList } from '../consent/list-member.repo.ts';
import { endDoubles, reviveDoubles } from '../workflow/end-doubles.repo.ts';
import type { EnrolmentRow } from '../workflow/enrolment.repo.ts';

/** What moved, by table: row and whose it was. */
type Moves = [row: number, from: number][];

interface MemberRow {
  list_no: number;
  contact_no: number;
  state: MemberState;
  changed_at: number;
  source: string;
}

/** Everything needed to take a merge apart again. */
export interface BeforeMerge {
  /** Fields of the contact that stays: what they were and what they became, by name. */
  fields: Record<string, [was: unknown, became: unknown]>;
  attributes: Record<string, [was: unknown, became: unknown]>;
  members: MemberRow[];
  tags: number[];
  notes: Moves;
  events: Moves;
  deliveries: Moves;
  facts: [seq: number, subject: string][];
  consents: Moves;
  leavings: Moves;
  /** Transactional messages; merges of before have none. */
  singles?: Moves;
  /** Not in merges of before mailboxes were read. */
  feedback?: Moves;
  /** Not in merges of before there were push messages. */
  devices?: Moves;
  /** Passes through workflows; not in merges of before there were any. */
  enrolments?: Moves;
  /** Passes that ended since somebody was inside twice, as they were. */
  doubles?: EnrolmentRow[];
  preference: number | null;
  /** The suppression that was added for the address of the contact that stays. */
  suppression: number | null;
}

export interface MergeRecord {
  no: number;
  id: string;
  kept_no: number;
  merged_nos: number[];
  before: BeforeMerge;
  at: Millis;
  undone_at: Millis | null;
}

const STRICTNESS: MemberState[] = ['subscribed', 'unconfirmed', 'unsubscribed'];

/** The state on each list, the strictest of all contacts. */
export function strictestMembers(reader: Reader, nos: readonly number[]): MemberRow[] {
  const rows = reader
    .sql<MemberRow>(
      `SELECT list_no, contact_no, state, changed_at, source FROM list_member
       WHERE contact_no IN (SELECT value FROM json_each(?)) ORDER BY list_no`,
    )
    .all(JSON.stringify(nos));
  return [...Map.groupBy(rows, ({ list_no }) => list_no).values()].map((of) =>
    of.reduce((strictest, row) =>
      STRICTNESS.indexOf(row.state) > STRICTNESS.indexOf(strictest.state) ? row : strictest,
    ),
  );
}

const SEVERITY: SuppressionReason[] = ['unsubscribed', 'bounced', 'complained', 'blocked'];

/** The strictest reason why one of the contacts gets no mail. */
export function strictestSuppression(reader: Reader, nos: readonly number[]): SuppressionReason | null {
  const reasons = reader
    .sql(`SELECT reason FROM suppression WHERE channel = 'email' AND contact_no IN (SELECT value FROM json_each(?))`)
    .pluck()
    .all(JSON.stringify(nos)) as SuppressionReason[];
  return SEVERITY.findLast((reason) => reasons.includes(reason)) ?? null;
}

/** On each list of the others the one who stays gets the strictest state. @returns what it had */
export function joinLists(tx: Tx, kept_no: number, nos: readonly number[], at: Millis, source: string): MemberRow[] {
  const had = membersOf(tx, kept_no);
  for (const { list_no, state } of strictestMembers(tx, [kept_no, ...nos])) {
    const own = had.find((row) => row.list_no === list_no);
    if (own?.state === state) continue;
    tx.sql(
      `INSERT INTO list_member (list_no, contact_no, state, changed_at, source) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (list_no, contact_no) DO UPDATE SET state = excluded.state, changed_at = excluded.changed_at,
         source = excluded.source`,
    ).run(list_no, kept_no, state, at, source);
    if (own) addToList(tx, list_no, own.state, -1);
    addToList(tx, list_no, state, 1);
  }
  return had;
}

/** Where the merge has put the contact on a list, or made it stricter, and nobody else since. */
export function leaveLists(tx: Tx, kept_no: number, had: readonly MemberRow[], at: Millis): void {
  const now = membersOf(tx, kept_no).filter(({ changed_at }) => changed_at === at);
  for (const row of now) {
    const own = had.find(({ list_no }) => list_no === row.list_no);
    addToList(tx, row.list_no, row.state, -1);
    if (own) {
      addToList(tx, row.list_no, own.state, 1);
      tx.sql('UPDATE list_member SET state = ?, changed_at = ?, source = ? WHERE list_no = ? AND contact_no = ?').run(
        own.state,
        own.changed_at,
        own.source,
        row.list_no,
        kept_no,
      );
    } else {
      tx.sql('DELETE FROM list_member WHERE list_no = ? AND contact_no = ?').run(row.list_no, kept_no);
    }
  }
}

/** Tags, notes, events, mails and proofs of the others become those of the one who stays. */
export function moveEverything(
  tx: Tx,
  kept: { no: number; id: string },
  others: readonly { no: number; id: string }[],
  at: Millis,
): Omit<BeforeMerge, 'fields' | 'attributes' | 'members' | 'suppression'> {
  const nos = JSON.stringify(others.map(({ no }) => no));
  const tags = tx
    .sql(
      `INSERT INTO contact_tag (tag_no, contact_no, at)
       SELECT DISTINCT tag_no, @kept, @at FROM contact_tag WHERE contact_no IN (SELECT value FROM json_each(@nos))
       ON CONFLICT DO NOTHING RETURNING tag_no`,
    )
    .pluck()
    .all({ kept: kept.no, at, nos }) as number[];
  const preference = tx
    .sql<{ contact_no: number }>(
      `SELECT contact_no FROM contact_preference WHERE contact_no IN (SELECT value FROM json_each(@nos))
         AND NOT EXISTS (SELECT 1 FROM contact_preference WHERE contact_no = @kept)
       ORDER BY changed_at DESC LIMIT 1`,
    )
    .get({ nos, kept: kept.no });
  if (preference) {
    tx.sql('UPDATE contact_preference SET contact_no = ? WHERE contact_no = ?').run(kept.no, preference.contact_no);
  }
  // Whoever wants less to be kept gets it; the others keep their own row, should they be taken apart again.
  tx.sql(
    `INSERT INTO contact_tracking (contact_no, mode, changed_at)
     SELECT @kept, iif(sum(mode = 'off') > 0, 'off', 'anonymous'), @at FROM contact_tracking
     WHERE contact_no IN (SELECT value FROM json_each(@nos)) HAVING count(*) > 0
     ON CONFLICT (contact_no) DO UPDATE SET mode = iif(excluded.mode = 'off', 'off', mode)`,
  ).run({ kept: kept.no, at, nos });
  const enrolments = moved(tx, kept.no, 'enrolment', rowsOf(tx, 'enrolment', nos));
  const doubles = endDoubles(tx, kept.no, at);
  return {
    tags,
    notes: moved(tx, kept.no, 'note', rowsOf(tx, 'note', nos)),
    events: moved(tx, kept.no, 'event', eventsOf(tx, nos)),
    deliveries: moved(tx, kept.no, 'delivery', deliveriesOf(tx, kept.no, nos)),
    consents: moved(tx, kept.no, 'consent', rowsOf(tx, 'consent', nos)),
    leavings: moved(tx, kept.no, 'leaving', rowsOf(tx, 'leaving', nos)),
    feedback: moved(tx, kept.no, 'feedback', rowsOf(tx, 'feedback', nos)),
    enrolments,
    doubles,
    singles: moved(tx, kept.no, 'transactional', rowsOf(tx, 'transactional', nos)),
    devices: moved(tx, kept.no, 'push_device', rowsOf(tx, 'push_device', nos)),
    facts: moveFacts(tx, kept.id, others),
    preference: preference?.contact_no ?? null,
  };
}

export function moveBack(tx: Tx, kept: { no: number }, before: BeforeMerge, at: Millis): void {
  tx.sql('DELETE FROM contact_tag WHERE contact_no = ? AND at = ? AND tag_no IN (SELECT value FROM json_each(?))').run(
    kept.no,
    at,
    JSON.stringify(before.tags),
  );
  reviveDoubles(tx, before.doubles ?? []);
  const tables = {
    note: before.notes,
    event: before.events,
    delivery: before.deliveries,
    consent: before.consents,
    leaving: before.leavings,
    feedback: before.feedback ?? [],
    enrolment: before.enrolments ?? [],
    transactional: before.singles ?? [],
    push_device: before.devices ?? [],
  };
  for (const [table, rows] of Object.entries(tables)) {
    tx.sql(
      `UPDATE ${table} AS t SET contact_no = b.value ->> 1 FROM json_each(@rows) b
       WHERE t.no = b.value ->> 0 AND t.contact_no = @kept`,
    ).run({ rows: JSON.stringify(rows), kept: kept.no });
  }
  tx.sql(`UPDATE fact AS f SET subject = b.value ->> 1 FROM json_each(?) b WHERE f.seq = b.value ->> 0`).run(
    JSON.stringify(before.facts),
  );
  if (before.preference !== null) {
    tx.sql('UPDATE OR IGNORE contact_preference SET contact_no = ? WHERE contact_no = ?').run(
      before.preference,
      kept.no,
    );
  }
}

export function countMoves(
  reader: Reader,
  nos: readonly number[],
): { notes: number; events: number; deliveries: number } {
  const list = JSON.stringify(nos);
  return {
    notes: rowsOf(reader, 'note', list).length,
    events: eventsOf(reader, list).length,
    deliveries: rowsOf(reader, 'delivery', list).length,
  };
}

export function insertMerge(tx: Tx, merge: Omit<MergeRecord, 'no' | 'undone_at'> & { actor: string }): void {
  tx.sql('INSERT INTO contact_merge (id, kept_no, merged_nos, before, at, actor) VALUES (?, ?, ?, ?, ?, ?)').run(
    merge.id,
    merge.kept_no,
    JSON.stringify(merge.merged_nos),
    JSON.stringify(merge.before),
    merge.at,
    merge.actor,
  );
}

export function findMerge(reader: Reader, id: string): MergeRecord | undefined {
  const row = reader
    .sql<Omit<MergeRecord, 'merged_nos' | 'before'> & { merged_nos: string; before: string }>(
      'SELECT * FROM contact_merge WHERE id = ? AND undone_at IS NULL',
    )
    .get(id);
  return (
    row && {
      ...row,
      merged_nos: JSON.parse(row.merged_nos) as number[],
      before: JSON.parse(row.before) as BeforeMerge,
    }
  );
}

export function markUndone(tx: Tx, no: number, at: Millis): void {
  tx.sql('UPDATE contact_merge SET undone_at = ? WHERE no = ?').run(at, no);
}

function membersOf(reader: Reader, contact_no: number): MemberRow[] {
  return reader
    .sql<MemberRow>('SELECT list_no, contact_no, state, changed_at, source FROM list_member WHERE contact_no = ?')
    .all(contact_no);
}

function rowsOf(
  reader: Reader,
  table: 'note' | 'consent' | 'leaving' | 'delivery' | 'feedback' | 'transactional' | 'push_device' | 'enrolment',
  nos: string,
): Moves {
  return pairs(
    reader
      .sql<{ no: number; from: number }>(
        `SELECT no, contact_no AS "from" FROM ${table} WHERE contact_no IN (SELECT value FROM json_each(?))`,
      )
      .all(nos),
  );
}

function eventsOf(reader: Reader, nos: string): Moves {
  return pairs(
    reader
      .sql<{ no: number; from: number }>(
        `SELECT no, contact_no AS "from" FROM event
         WHERE name_no IN (SELECT no FROM event_name) AND contact_no IN (SELECT value FROM json_each(?))`,
      )
      .all(nos),
  );
}

/** One contact has one mail of a send: where several got it, the others' stay with them. */
function deliveriesOf(reader: Reader, kept_no: number, nos: string): Moves {
  const rows = reader
    .sql<{ no: number; from: number; send_no: number }>(
      `SELECT no, contact_no AS "from", send_no FROM delivery WHERE contact_no IN (SELECT value FROM json_each(?))
         AND send_no NOT IN (SELECT send_no FROM delivery WHERE contact_no = ?) ORDER BY no`,
    )
    .all(nos, kept_no);
  const sends = new Set<number>();
  return pairs(rows.filter(({ send_no }) => !sends.has(send_no) && sends.add(send_no)));
}

function moveFacts(tx: Tx, kept_id: string, others: readonly { id: string }[]): BeforeMerge['facts'] {
  const rows = tx
    .sql<{ seq: number; subject: string }>(
      `SELECT seq, subject FROM fact WHERE subject IN (SELECT 'contact:' || value FROM json_each(?))`,
    )
    .all(JSON.stringify(others.map(({ id }) => id)));
  tx.sql('UPDATE fact SET subject = ? WHERE seq IN (SELECT value FROM json_each(?))').run(
    `contact:${kept_id}`,
    JSON.stringify(rows.map(({ seq }) => seq)),
  );
  return rows.map(({ seq, subject }) => [seq, subject]);
}

function moved(tx: Tx, kept_no: number, table: string, rows: Moves): Moves {
  tx.sql(`UPDATE ${table} SET contact_no = ? WHERE no IN (SELECT value FROM json_each(?))`).run(
    kept_no,
    JSON.stringify(rows.map(([no]) => no)),
  );
  return rows;
}

function pairs(rows: { no: number; from: number }[]): Moves {
  return rows.map(({ no, from }) => [no, from]);
}
