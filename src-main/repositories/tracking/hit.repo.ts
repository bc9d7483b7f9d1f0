import type { Reader, Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export type StoredHitKind = 'open' | 'click' | 'unsubscribe';
export type HitMeasure = 'opened' | 'clicked' | 'unsubscribed';

/** Stands for any link, and for what is no link at all. */
export const ANY_LINK = -1;

/** What tracking must know of a send. */
export interface TrackedSend {
  campaign_id: string;
  track_opens: number;
  track_clicks: number;
}

export function findTrackedSend(reader: Reader, send_no: number): TrackedSend | undefined {
  return reader
    .sql<TrackedSend>(
      `SELECT c.id AS campaign_id, s.track_opens, s.track_clicks
       FROM send s JOIN campaign c ON c.no = s.campaign_no WHERE s.no = ?`,
    )
    .get(send_no);
}

/** What tracking must know of a delivery. */
export interface TrackedDelivery {
  send_no: number;
  contact_no: number;
  address: string;
  /** Of somebody in the sample of a test. */
  variant: number | null;
}

export function findTrackedDelivery(reader: Reader, no: number): TrackedDelivery | undefined {
  return reader.sql<TrackedDelivery>('SELECT send_no, contact_no, address, variant FROM delivery WHERE no = ?').get(no);
}

export interface SendOf {
  send_no: number;
  state: string;
  contact_no: number;
  changed_at: Millis;
}

export function findSendOf(reader: Reader, delivery_no: number): SendOf | undefined {
  return reader
    .sql<SendOf>('SELECT send_no, state, contact_no, changed_at FROM delivery WHERE no = ?')
    .get(delivery_no);
}

/** How somebody wants to be tracked, if not like everybody. */
export function trackingModeOf(reader: Reader, contact_no: number): 'anonymous' | 'off' | null {
  const row = reader
    .sql<{ mode: 'anonymous' | 'off' }>('SELECT mode FROM contact_tracking WHERE contact_no = ?')
    .get(contact_no);
  return row?.mode ?? null;
}

/** User agents are kept once per distinct text. */
export function agentNo(tx: Tx, text: string): number {
  const known = tx.sql<{ no: number }>('SELECT no FROM agent WHERE text = ?').get(text);
  if (known) return known.no;
  return Number(tx.sql('INSERT INTO agent (text) VALUES (?)').run(text).lastInsertRowid);
}

export interface HitRow {
  at: Millis;
  send_no: number;
  delivery_no: number;
  kind: StoredHitKind;
  link: number | null;
  /** null: not kept, with `delivery_no` 0. */
  agent_no: number | null;
  ip: string;
  /** Place in the list of ways to ask. */
  asked?: number;
  since?: Millis | null;
}

const COLUMNS = 9;
const ROWS_AT_ONCE = 16;
const ROW = `(${Array(COLUMNS).fill('?').join(', ')})`;
const INSERT = 'INSERT INTO hit (at, send_no, delivery_no, kind, link, agent_no, ip, asked, since) VALUES';
const INSERT_ONE = `${INSERT} ${ROW}`;
const INSERT_MANY = `${INSERT} ${Array(ROWS_AT_ONCE).fill(ROW).join(', ')}`;

/** Many rows go in one statement, which costs little more than one row does. */
export function insertHits(tx: Tx, hits: readonly HitRow[]): void {
  const whole = hits.length - (hits.length % ROWS_AT_ONCE);
  for (let start = 0; start < whole; start += ROWS_AT_ONCE) {
    tx.sql(INSERT_MANY).run(...hits.slice(start, start + ROWS_AT_ONCE).flatMap(valuesOf));
  }
  for (const hit of hits.slice(whole)) tx.sql(INSERT_ONE).run(...valuesOf(hit));
}

function valuesOf({ at, send_no, delivery_no, kind, link, agent_no, ip, asked = 0, since = null }: HitRow) {
  return [at, send_no, delivery_no, kind, link, agent_no, ip, asked, since];
}

export interface FirstKey {
  delivery_no: number;
  kind: StoredHitKind;
  link: number;
}

/** Counts what a delivery did. @returns whether it had never done that before */
export function countDeed(tx: Tx, { delivery_no, kind, link }: FirstKey, at: Millis): boolean {
  const { changes } = tx
    .sql(
      'INSERT INTO hit_first (delivery_no, kind, link, n, at, last_at) VALUES (?, ?, ?, 1, ?, ?) ON CONFLICT DO NOTHING',
    )
    .run(delivery_no, kind, link, at, at);
  if (changes === 1) return true;
  tx.sql(
    'UPDATE hit_first SET n = n + 1, last_at = max(last_at, ?) WHERE delivery_no = ? AND kind = ? AND link = ?',
  ).run(at, delivery_no, kind, link);
  return false;
}

/** @returns when it was first done, or null when it never was */
export function forgetDeed(tx: Tx, { delivery_no, kind, link }: FirstKey): Millis | null {
  const row = tx
    .sql<{ at: Millis }>('DELETE FROM hit_first WHERE delivery_no = ? AND kind = ? AND link = ? RETURNING at')
    .get(delivery_no, kind, link);
  return row?.at ?? null;
}

export interface Sums {
  total: number;
  uniques: number;
}

export function addToHitMinute(
  tx: Tx,
  { send_no, measure, minute }: { send_no: number; measure: HitMeasure; minute: number },
  { total, uniques }: Sums,
): void {
  tx.sql(
    `INSERT INTO send_minute (send_no, measure, minute, total, uniques) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (send_no, measure, minute) DO UPDATE SET total = total + excluded.total, uniques = uniques + excluded.uniques`,
  ).run(send_no, measure, minute, total, uniques);
}

export function addToLink(tx: Tx, { send_no, idx }: { send_no: number; idx: number }, { total, uniques }: Sums): void {
  tx.sql(
    `INSERT INTO link_count (send_no, idx, total, uniques) VALUES (?, ?, ?, ?)
     ON CONFLICT (send_no, idx) DO UPDATE SET total = total + excluded.total, uniques = uniques + excluded.uniques`,
  ).run(send_no, idx, total, uniques);
}
