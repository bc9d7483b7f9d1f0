import { createHash } from 'node:crypto';
import type { Reader, Tx } from '#main/db/access.ts';
import type { DeliveryState } from '#shared/domain/delivery/delivery-state.ts';
import type { SkipReason } from '#shared/domain/delivery/eligibility.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { addToCount } from '../delivery/send-count.repo.ts';

/** What a message says, before anything is filled in. */
export interface MessageContent {
  subject: string;
  preheader: string;
  body_kind: 'html' | 'markdown';
  body: string;
}

export interface NewTransactional {
  id: string;
  send_no: number;
  address: string;
  email_key: string;
  contact_no: number | null;
  content: MessageContent;
  /** The subject as it was filled in. */
  subject: string;
  data: Record<string, unknown>;
  once_key: string | null;
  request_hash: string;
  created_by: string;
  at: Millis;
  /** Why it is kept but not sent. */
  skipped: SkipReason | null;
}

/** The message and its ledger row, in one transaction: once this is committed it is not lost. */
export function insertTransactional(tx: Tx, message: NewTransactional): void {
  const { send_no, skipped, at } = message;
  const { no = 0 } = tx.sql<{ no: number }>('SELECT coalesce(max(no), 0) + 1 AS no FROM transactional').get() ?? {};
  // No contact has a negative number: a ledger has one row for each contact, and they may get many of these.
  const delivery = tx
    .sql<{ no: number }>(
      `INSERT INTO delivery (send_no, contact_no, address, state, code, changed_at) VALUES (?, ?, ?, ?, ?, ?) RETURNING no`,
    )
    .get(send_no, -no, message.address, skipped ? 'skipped' : 'queued', skipped, at);
  addToCount(tx, send_no, skipped ? `skipped:${skipped}` : 'queued', 1);
  tx.sql(
    `INSERT INTO transactional (no, id, delivery_no, once_key, request_hash, content_no, contact_no, email_key, subject, data,
       created_by, created_at)
     VALUES (@no, @id, @delivery_no, @once_key, @request_hash, @content_no, @contact_no, @email_key, @subject, @data,
       @created_by, @at)`,
  ).run({
    no,
    id: message.id,
    delivery_no: delivery?.no,
    once_key: message.once_key,
    request_hash: message.request_hash,
    content_no: contentNo(tx, message.content),
    contact_no: message.contact_no,
    email_key: message.email_key,
    subject: message.subject,
    data: JSON.stringify(message.data),
    created_by: message.created_by,
    at,
  });
  tx.touch('transactional');
}

/** Kept once per distinct content: most messages of a program say the same. */
function contentNo(tx: Tx, { subject, preheader, body_kind, body }: MessageContent): number {
  const values = [subject, preheader, body_kind, body];
  const hash = createHash('sha256').update(JSON.stringify(values)).digest('base64url');
  tx.sql(
    `INSERT INTO message_content (hash, subject, preheader, body_kind, body) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
  ).run(hash, ...values);
  return tx.sql<{ no: number }>('SELECT no FROM message_content WHERE hash = ?').get(hash)?.no ?? 0;
}

/** The send that carries the single messages of a sender, made when the first comes. */
export function transactionalSendOf(
  tx: Tx,
  sender_no: number,
  made: { id: string; send_id: string; at: Millis },
): number {
  const standing = tx
    .sql<{ no: number }>(`SELECT no FROM send WHERE sender_no = ? AND kind = 'transactional'`)
    .get(sender_no);
  if (standing) return standing.no;
  const { id, send_id, at } = made;
  // Deleted from its beginning, so that it stands in no list of campaigns.
  const campaign = tx
    .sql<{ no: number }>(
      `INSERT INTO campaign (id, name, created_at, deleted_at) VALUES (?, 'Transactional messages', ?, ?) RETURNING no`,
    )
    .get(id, at, at);
  return (
    tx
      .sql<{ no: number }>(
        `INSERT INTO send (id, campaign_no, kind, channel, state, sender_no, track_opens, track_clicks, created_at, updated_at,
           started_at)
         VALUES (?, ?, 'transactional', 'email', 'sending', ?, 0, 0, ?, ?, ?) RETURNING no`,
      )
      .get(send_id, campaign?.no, sender_no, at, at, at)?.no ?? 0
  );
}

/** What was asked for under this key before. */
export function findByOnceKey(reader: Reader, once_key: string): { id: string; request_hash: string } | undefined {
  return reader
    .sql<{ id: string; request_hash: string }>('SELECT id, request_hash FROM transactional WHERE once_key = ?')
    .get(once_key);
}

export interface MessageToSend {
  content_no: number;
  content: MessageContent;
  email_key: string;
  contact_no: number | null;
  data: Record<string, unknown>;
}

interface ToSendRow extends MessageContent {
  content_no: number;
  email_key: string;
  contact_no: number | null;
  data: string;
}

export function findMessageToSend(reader: Reader, delivery_no: number): MessageToSend | undefined {
  const row = reader
    .sql<ToSendRow>(
      `SELECT t.content_no, t.email_key, t.contact_no, t.data, m.subject, m.preheader, m.body_kind, m.body
       FROM transactional t JOIN message_content m ON m.no = t.content_no WHERE t.delivery_no = ?`,
    )
    .get(delivery_no);
  if (!row) return undefined;
  const { content_no, email_key, contact_no, data, ...content } = row;
  return { content_no, content, email_key, contact_no, data: JSON.parse(data) as Record<string, unknown> };
}

/** Whether a message to this address is to be left alone: everything but an unsubscribe, which is about other mail. */
export function transactionalObstacle(reader: Reader, address_hash: string): SkipReason | null {
  const row = reader
    .sql<{ reason: string }>(
      `SELECT reason FROM suppression WHERE channel = 'email' AND address_hash = ? AND reason <> 'unsubscribed'`,
    )
    .get(address_hash);
  if (!row) return null;
  return row.reason === 'blocked' ? 'suppressed' : (row.reason as SkipReason);
}

/** Takes away what says who somebody was; the rows stay for the counts. */
export function anonymiseTransactional(tx: Tx, list: string, email_keys: readonly string[]): void {
  const rows = tx
    .sql<{ no: number; delivery_no: number; send_no: number; state: DeliveryState }>(
      `SELECT t.no, t.delivery_no, d.send_no, d.state FROM transactional t JOIN delivery d ON d.no = t.delivery_no
       WHERE t.no IN (
         SELECT no FROM transactional WHERE contact_no IN (SELECT value FROM json_each(@list)) AND contact_no IS NOT NULL
         UNION SELECT no FROM transactional WHERE email_key IN (SELECT value FROM json_each(@keys)))`,
    )
    .all({ list, keys: JSON.stringify(email_keys) });
  for (const { no, delivery_no, send_no, state } of rows) {
    tx.sql(
      `UPDATE transactional SET contact_no = NULL, email_key = '', subject = '', data = '{}', once_key = NULL WHERE no = ?`,
    ).run(no);
    const waits = state === 'queued' || state === 'deferred';
    if (waits) {
      addToCount(tx, send_no, state, -1);
      addToCount(tx, send_no, 'cancelled', 1);
    }
    tx.sql(
      `UPDATE delivery SET address = '', response_no = NULL, next_at = NULL, state = iif(?, 'cancelled', state) WHERE no = ?`,
    ).run(waits ? 1 : 0, delivery_no);
  }
  if (rows.length > 0) tx.touch('transactional');
}
