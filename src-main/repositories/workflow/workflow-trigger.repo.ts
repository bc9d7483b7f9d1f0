import type { Reader, Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { pathOf } from '../contact/field-value.repo.ts';

export interface TriggerRow {
  workflow_no: number;
  node: string;
  kind: 'list' | 'form' | 'entered' | 'left' | 'event' | 'date' | 'webhook' | 'manual';
  ref: number | null;
  imports: number;
}

/** From now on people enter by these, and by no others. A trigger that was there before keeps the moment from which it counts. */
export function replaceTriggers(tx: Tx, workflow_no: number, triggers: readonly TriggerRow[], since: Millis): void {
  const before = new Map(triggersOf(tx, workflow_no).map((row) => [row.node, row]));
  tx.sql('DELETE FROM workflow_trigger WHERE workflow_no = ?').run(workflow_no);
  for (const trigger of triggers) {
    const old = before.get(trigger.node);
    const same = old && old.kind === trigger.kind && old.ref === trigger.ref ? old : undefined;
    tx.sql(
      `INSERT INTO workflow_trigger (workflow_no, node, kind, ref, imports, since, day, walked_to)
       VALUES (@workflow_no, @node, @kind, @ref, @imports, @since, @day, @walked_to)`,
    ).run({
      day: null,
      walked_to: null,
      ...trigger,
      since,
      ...(same && { since: same.since, day: same.day, walked_to: same.walked_to }),
    });
  }
}

interface KeptTrigger extends TriggerRow {
  since: Millis;
  day: string | null;
  walked_to: number | null;
}

export function triggersOf(reader: Reader, workflow_no: number): KeptTrigger[] {
  return reader.sql<KeptTrigger>('SELECT * FROM workflow_trigger WHERE workflow_no = ?').all(workflow_no);
}

/** Nobody enters any more, nor does who is on the way in. */
export function dropTriggers(tx: Tx, workflow_no: number): void {
  tx.sql('DELETE FROM workflow_trigger WHERE workflow_no = ?').run(workflow_no);
  forgetSignals(tx, workflow_no);
}

export function forgetSignals(tx: Tx, workflow_no: number): void {
  tx.sql('DELETE FROM workflow_signal WHERE workflow_no = ?').run(workflow_no);
}

export interface Signal {
  no: number;
  workflow_no: number;
  node: string;
  contact_no: number;
}

/** The next that have come in, taken away with this transaction. */
export function takeSignals(tx: Tx, limit: number): Signal[] {
  const signals = tx.sql<Signal>('SELECT * FROM workflow_signal ORDER BY no LIMIT ?').all(limit);
  const last = signals.at(-1);
  if (last) tx.sql('DELETE FROM workflow_signal WHERE no <= ?').run(last.no);
  return signals;
}

export function hasSignals(reader: Reader): boolean {
  return reader.sql('SELECT 1 FROM workflow_signal UNION ALL SELECT 1 FROM workflow_dirty LIMIT 1').get() !== undefined;
}

export function insertSignal(tx: Tx, signal: Omit<Signal, 'no'>): void {
  tx.sql('INSERT INTO workflow_signal (workflow_no, node, contact_no) VALUES (@workflow_no, @node, @contact_no)').run(
    signal,
  );
}

/** Date triggers of live workflows whose day has not been looked at to its end. */
export function openDays(reader: Reader, day: string): (KeptTrigger & { walked_to: number })[] {
  return reader
    .sql<KeptTrigger & { walked_to: number }>(
      `SELECT t.*, iif(t.day = @day, t.walked_to, 0) AS walked_to FROM workflow_trigger t JOIN workflow w ON w.no = t.workflow_no
       WHERE t.kind = 'date' AND w.state = 'live' AND (t.day IS NOT @day OR t.walked_to IS NOT NULL)`,
    )
    .all({ day });
}

/** @param walked_to null: everybody has been looked at */
export function saveDay(
  tx: Tx,
  { workflow_no, node, day, walked_to }: { workflow_no: number; node: string; day: string; walked_to: number | null },
): void {
  tx.sql('UPDATE workflow_trigger SET day = ?, walked_to = ? WHERE workflow_no = ? AND node = ?').run(
    day,
    walked_to,
    workflow_no,
    node,
  );
}

/** Contacts of a range whose field is one of these dates (`YYYY-MM-DD`), or one of these days of any year (`MM-DD`). */
export function contactsWithDate(
  reader: Reader,
  {
    field,
    dates,
    yearly,
    first,
    last,
  }: { field: string; dates: string[]; yearly: boolean; first: number; last: number },
): number[] {
  const part = yearly
    ? 'substr(json_extract(attributes, @path), 6, 5)'
    : 'substr(json_extract(attributes, @path), 1, 10)';
  return reader
    .sql<{ no: number }>(
      `SELECT no FROM contact WHERE no BETWEEN @first AND @last AND deleted_at IS NULL
         AND ${part} IN (SELECT value FROM json_each(@dates)) ORDER BY no`,
    )
    .all({ path: pathOf(field), dates: JSON.stringify(dates), first, last })
    .map(({ no }) => no);
}

/** The address of a webhook trigger stays when it is published again. */
export function keepHook(tx: Tx, hook: { workflow_no: number; node: string; token: string }): void {
  tx.sql(
    `INSERT INTO workflow_hook (workflow_no, node, token) VALUES (@workflow_no, @node, @token) ON CONFLICT DO NOTHING`,
  ).run(hook);
}

export function hooksOf(reader: Reader, workflow_no: number): { node: string; token: string }[] {
  return reader
    .sql<{ node: string; token: string }>('SELECT node, token FROM workflow_hook WHERE workflow_no = ?')
    .all(workflow_no);
}

/** Undefined also while its workflow takes nobody. */
export function findHook(
  reader: Reader,
  token: string,
): { workflow_no: number; workflow_id: string; node: string } | undefined {
  return reader
    .sql<{ workflow_no: number; workflow_id: string; node: string }>(
      `SELECT h.workflow_no, w.id AS workflow_id, h.node FROM workflow_hook h JOIN workflow_trigger t ON t.workflow_no = h.workflow_no AND t.node = h.node
       JOIN workflow w ON w.no = h.workflow_no WHERE h.token = ? AND t.kind = 'webhook' AND w.state = 'live'`,
    )
    .get(token);
}
