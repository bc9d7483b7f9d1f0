/** A message ready for the wire. */
export interface EmailMessage {
  from: string;
  to: string;
  /** Headers and body with CRLF line ends; one character is one byte. */
  mime: string;
}
