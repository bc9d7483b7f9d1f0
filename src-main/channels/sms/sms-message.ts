/** A text message ready for the wire. */
export interface SmsMessage {
  /** E.164. */
  to: string;
  text: string;
  /** Where the service shall tell what becomes of it; null where it could not reach us. */
  report_to: string | null;
}
