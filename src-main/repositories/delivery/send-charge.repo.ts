import type { Reader, Tx } from '#main/db/access.ts';
import type { Charge } from '#shared/domain/channel/send-outcome.ts';

const MICROS = 1_000_000;

/** Adds what a service counts for one text message of a send; called in the transaction that writes its acceptance. */
export function addCharge(tx: Tx, send_no: number, { segments, price, currency }: Charge): void {
  tx.sql(
    `INSERT INTO send_charge (send_no, currency, messages, segments, micros) VALUES (?, ?, 1, ?, ?)
     ON CONFLICT (send_no, currency) DO UPDATE SET messages = messages + 1, segments = segments + excluded.segments,
       micros = micros + excluded.micros`,
  ).run(send_no, currency, segments, Math.round((price ?? 0) * MICROS));
}

/** What services have counted for the text messages of a send, by currency. */
export interface SendCharge {
  /** Empty: what no price was named for. */
  currency: string;
  messages: number;
  segments: number;
  amount: number;
}

export function chargesOf(reader: Reader, send_no: number): SendCharge[] {
  return reader
    .sql<SendCharge>(
      `SELECT currency, messages, segments, micros / ${MICROS}.0 AS amount FROM send_charge WHERE send_no = ? ORDER BY currency`,
    )
    .all(send_no);
}
