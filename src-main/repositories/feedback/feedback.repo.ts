import { createHash } from 'node:crypto';
import type { Reader, Tx } from '#main/db/access.ts';
import type { DeliveryState } from '#shared/domain/delivery/delivery-state.ts';
import type { BounceReason } from '#shared/domain/feedback/bounce-reason.ts';
import type { FeedbackEffect } from '#shared/domain/feedback/feedback-effect.ts';
import type { BounceClass, FeedbackKind } from '#shared/domain/feedback/feedback-report.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface NewReport {
  id: string;
  hash: Buffer;
  at: Millis;
  source: string;
  kind: FeedbackKind;
  from_address: string | null;
  subject: string;
  raw_bytes: number;
}

/** @returns its number, or null when it is known already */
export function insertReport(tx: Tx, report: NewReport): number | null {
  const { changes, lastInsertRowid } = tx
    .sql(
      `INSERT INTO feedback_report (id, hash, at, source, kind, from_address, subject, raw_bytes)
       VALUES (@id, @hash, @at, @source, @kind, @from_address, @subject, @raw_bytes) ON CONFLICT (hash) DO NOTHING`,
    )
    .run({ ...report });
  if (changes === 0) return null;
  tx.touch('feedback');
  return Number(lastInsertRowid);
}

export function keepRaw(tx: Tx, report_no: number, raw: Uint8Array): void {
  tx.sql('UPDATE feedback_report SET raw = ? WHERE no = ?').run(Buffer.from(raw), report_no);
}

/** What stood there before a report changed it. */
export interface Before {
  state: DeliveryState;
  code: string | null;
  response_no: number | null;
  changed_at: Millis;
  suppression: { reason: string; source: string; at: Millis } | null;
}

export interface NewFeedback {
  report_no: number;
  delivery_no: number | null;
  contact_no: number | null;
  recipient: string | null;
  class: BounceClass;
  reason: BounceReason | null;
  status: string | null;
  response_no: number | null;
  effect: FeedbackEffect;
  suppressed: string | null;
  before: Before | null;
}

export function insertFeedback(tx: Tx, row: NewFeedback): void {
  tx.sql(
    `INSERT INTO feedback (report_no, delivery_no, contact_no, recipient, class, reason, status, response_no, effect, suppressed, before)
     VALUES (@report_no, @delivery_no, @contact_no, @recipient, @class, @reason, @status, @response_no, @effect, @suppressed, @before)`,
  ).run({ ...row, before: row.before && JSON.stringify(row.before) });
}

export function reportHash(...parts: readonly (string | Uint8Array)[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\0');
  return hash.digest();
}

export interface FeedbackToUndo {
  no: number;
  delivery_no: number;
  contact_no: number | null;
  effect: FeedbackEffect;
  class: BounceClass;
  suppressed: string | null;
  before: Before;
}

/** What followed from a report and has not been taken back. */
export function findEffects(reader: Reader, report_id: string): FeedbackToUndo[] {
  return reader
    .sql<Omit<FeedbackToUndo, 'before'> & { before: string }>(
      `SELECT f.no, f.delivery_no, f.contact_no, f.effect, f.class, f.suppressed, f.before
       FROM feedback_report r JOIN feedback f ON f.report_no = r.no
       WHERE r.id = ? AND f.before IS NOT NULL AND f.undone_at IS NULL ORDER BY f.no DESC`,
    )
    .all(report_id)
    .map((row) => ({ ...row, before: JSON.parse(row.before) as Before }));
}

export function markUndone(tx: Tx, no: number, at: Millis): void {
  tx.sql('UPDATE feedback SET undone_at = ? WHERE no = ?').run(at, no);
  tx.touch('feedback');
}
