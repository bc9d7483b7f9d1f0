import type { Reader, Tx } from '#main/db/access.ts';
import type { ContactTexts } from '#shared/domain/contact-fields.ts';
import type { PushService } from '#shared/domain/push/push-content.ts';
import { CONTACT_STATUS, pushStatus, SMS_STATUS } from '../contact/contact-status.sql.ts';

/** A send that may be worked on now. */
export interface ActiveSend {
  send_no: number;
  sender_no: number;
  /** Who sends while that one can't; null: nobody, or not now. */
  failover_no: number | null;
  /** It was stopped; only its failover may send. */
  sender_paused: number;
  /** Changes whenever the send does. */
  revision: number;
  kind: 'campaign' | 'transactional';
  /** It was paused by itself before, and somebody resumed it. */
  guard_tripped: number;
}

/** Through a sender that is not stopped, or one whose failover is not. */
const HAS_SENDER = `s.sender_no IN (SELECT k.no FROM sender k LEFT JOIN sender f ON f.no = k.failover_no
  WHERE k.deleted_at IS NULL AND (k.paused_reason IS NULL OR (f.no IS NOT NULL AND f.paused_reason IS NULL AND f.deleted_at IS NULL)))`;

/** Sends under way whose recipients are fixed, single messages and those of workflows, that somebody may send now. */
export function findActiveSends(reader: Reader): ActiveSend[] {
  return reader
    .sql<ActiveSend>(
      `SELECT s.no AS send_no, s.sender_no, s.revision, s.kind, s.guard_tripped, k.paused_reason IS NOT NULL AS sender_paused,
         iif(f.paused_reason IS NULL AND f.deleted_at IS NULL, f.no, NULL) AS failover_no
       FROM send s JOIN sender k ON k.no = s.sender_no LEFT JOIN sender f ON f.no = k.failover_no
       WHERE s.state = 'sending' AND ${HAS_SENDER} AND (s.frozen_at IS NOT NULL
         OR ((s.kind = 'transactional' OR s.workflow_no IS NOT NULL) AND ${hasOpenDeliveries('s.no')}))
       ORDER BY s.started_at, s.no`,
    )
    .all();
}

/** Single messages and those of workflows come and go; their send is under way as long as there are some. */
export function hasOpenDeliveries(send_no: string): string {
  return `(EXISTS (SELECT 1 FROM delivery d WHERE d.send_no = ${send_no} AND d.state IN ('queued', 'deferred'))
    OR EXISTS (SELECT 1 FROM delivery d WHERE d.send_no = ${send_no} AND d.state IN ('claimed', 'in_data')))`;
}

export function isTransactional(reader: Reader, send_no: number): boolean {
  return reader.sql(`SELECT 1 FROM send WHERE no = ? AND kind = 'transactional'`).get(send_no) !== undefined;
}

/** Whether messages of this send may still leave, asked at the last moment. */
export function maySend(reader: Reader, send_no: number): boolean {
  return (
    reader.sql(`SELECT 1 FROM send s WHERE s.no = ? AND s.state = 'sending' AND ${HAS_SENDER}`).get(send_no) !==
    undefined
  );
}

export function isCancelled(reader: Reader, send_no: number): boolean {
  return reader.sql(`SELECT 1 FROM send WHERE no = ? AND state = 'cancelled'`).get(send_no) !== undefined;
}

/** Says beside each send under way through this sender what keeps it waiting; null: nothing any more. */
export function tellRunningSends(tx: Tx, sender_no: number, reason: string | null): void {
  const sends = tx
    .sql<{ no: number }>(
      `UPDATE send SET reason = ? WHERE sender_no = ? AND state = 'sending' AND frozen_at IS NOT NULL AND reason IS NOT ?
       RETURNING no`,
    )
    .all(reason, sender_no, reason);
  for (const { no } of sends) {
    const id = campaignIdOf(tx, no);
    if (id) tx.touch('campaigns', `campaign:${id}`);
  }
}

/** Public id of the campaign of a send. */
export function campaignIdOf(reader: Reader, send_no: number): string | undefined {
  return reader
    .sql<{ id: string }>('SELECT c.id FROM send s JOIN campaign c ON c.no = s.campaign_no WHERE s.no = ?')
    .get(send_no)?.id;
}

/** What a message may say about its recipient, and how they stand now. */
export interface RecipientRow extends ContactTexts {
  id: string;
  email: string | null;
  attributes: string;
  status: string;
}

/** The same for who is written to by telephone. */
export function findTextRecipient(reader: Reader, contact_no: number): RecipientRow | undefined {
  return recipientStanding(reader, contact_no, SMS_STATUS);
}

/** The same for who is reached on devices. */
export function findPushRecipient(reader: Reader, contact_no: number, service: PushService): RecipientRow | undefined {
  return recipientStanding(reader, contact_no, pushStatus(service));
}

function recipientStanding(reader: Reader, contact_no: number, status: string): RecipientRow | undefined {
  return reader
    .sql<RecipientRow>(
      `SELECT c.id, c.email, c.first_name, c.last_name, c.company, c.city, c.country, c.locale, c.timezone, c.attributes,
         ${status} AS status
       FROM contact c WHERE c.no = ? AND c.deleted_at IS NULL`,
    )
    .get(contact_no);
}

/** Undefined for a contact that is gone. */
export function findRecipient(reader: Reader, contact_no: number): RecipientRow | undefined {
  return findRecipients(reader, [contact_no]).get(contact_no);
}

/** By number of the contact; those who are gone are missing. */
export function findRecipients(reader: Reader, contact_nos: readonly number[]): Map<number, RecipientRow> {
  const rows = reader
    .sql<RecipientRow & { no: number }>(
      `SELECT c.no, c.id, c.email, c.first_name, c.last_name, c.company, c.city, c.country, c.locale, c.timezone,
         c.attributes, ${CONTACT_STATUS} AS status
       FROM contact c WHERE c.no IN (SELECT value FROM json_each(?)) AND c.deleted_at IS NULL`,
    )
    .all(JSON.stringify(contact_nos));
  return new Map(rows.map(({ no, ...row }) => [no, row]));
}

/** Adds to the sums per minute. */
export function addToMinute(
  tx: Tx,
  row: { send_no: number; measure: 'sent' | 'failed'; minute: number; n: number },
): void {
  const { send_no, measure, minute, n } = row;
  if (n === 0) return;
  tx.sql(
    `INSERT INTO send_minute (send_no, measure, minute, total, uniques) VALUES (?, ?, ?, ?, ?)
     ON CONFLICT (send_no, measure, minute) DO UPDATE SET total = total + excluded.total, uniques = uniques + excluded.uniques`,
  ).run(send_no, measure, minute, n, n);
}
