import type { ReadMail } from '#main/channels/email/read-mail.ts';
import type { MailboxQuery, MailSummary } from '#main/repositories/sending/mailbox.repo.ts';

export type ListedMail = Omit<MailSummary, 'snippet'> & { snippet: string };

export interface MailboxPage {
  rows: ListedMail[];
  total: number;
  unread: number;
}

export interface StoredMail extends ListedMail, ReadMail {
  source: string;
}

/** What has arrived in the built-in mailbox. It lives in a thread and a file of its own. */
export interface TestMailbox {
  list(query: MailboxQuery): Promise<MailboxPage>;
  /** Reads one and marks it as read. */
  read(no: number): Promise<StoredMail | null>;
  delete(no: number): Promise<boolean>;
  clear(): Promise<void>;
}
