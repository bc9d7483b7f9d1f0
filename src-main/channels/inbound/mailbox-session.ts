/** How to reach a mailbox. */
export interface MailboxAccount {
  protocol: 'imap' | 'pop3';
  host: string;
  port: number;
  security: 'none' | 'starttls' | 'tls';
  username: string;
  password: string;
  /** Signs in with this instead of the password (XOAUTH2). */
  access_token: string | null;
  folder: string;
}

/** A mail in a mailbox, by a name that it keeps there. */
export interface FetchedMail {
  uid: number;
  uidl: string;
  source: Uint8Array;
}

/** How far a mailbox has been read. */
export interface MailboxPosition {
  /** Numbers count only as long as this stays the same. */
  validity: string;
  last_uid: number;
  isSeen(uidl: string): boolean;
}

export type Afterwards = 'keep' | 'mark' | 'move' | 'delete';

/** An open mailbox. Nothing in it changes unless `settle` is called. Failures are errors in the server's words. */
export interface MailboxSession {
  /** Mails in it now. */
  count: number;
  validity: string;
  /** The next ones that have not been read, at most `limit`. */
  next(position: MailboxPosition, limit: number): Promise<FetchedMail[]>;
  /** Does with mails what was chosen for those that are understood. */
  settle(mails: readonly FetchedMail[], afterwards: Afterwards, done_folder: string): Promise<void>;
  close(): Promise<void>;
}

/** Longer mails are read as far as this; what a report says stands at its beginning. */
export const MOST_MAIL_BYTES = 1024 * 1024;
export const ANSWER_TIMEOUT = 30_000;
