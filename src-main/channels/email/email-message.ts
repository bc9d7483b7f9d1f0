/** A message ready for the wire. */
export interface EmailMessage {
  from: string;
  /** Where reports about this message go; `from` where it is not given. */
  return_path?: string;
  to: string;
  /** Headers and body with CRLF line ends; one character is one byte. */
  mime: string;
}
