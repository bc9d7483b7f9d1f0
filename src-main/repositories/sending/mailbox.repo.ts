import SqliteDatabase from 'better-sqlite3';
import type { Millis } from '#shared/kernel/instant.ts';

/** What the list shows. `snippet` is made when a mail is first listed. */
export interface MailSummary {
  no: number;
  at: Millis;
  sender: string;
  recipient: string;
  subject: string;
  snippet: string | null;
  bytes: number;
  read: number;
}

/** A mail as it came in; `source` is deflated. */
export interface NewMail extends Pick<MailSummary, 'at' | 'sender' | 'recipient' | 'subject' | 'bytes'> {
  source: Buffer;
}

export interface MailboxQuery {
  limit: number;
  /** Only mails older than this one. */
  before?: number;
  search?: string;
}

export interface MailboxBounds {
  mails: number;
  bytes: number;
}

const SUMMARY = 'no, at, sender, recipient, subject, snippet, bytes, read';
const TRIM_STEP = 200;

/** The built-in mailbox: a file of its own, so that it never competes with the ledger for the write lock. */
export class MailboxStore {
  readonly #sqlite: SqliteDatabase.Database;
  readonly #bounds: MailboxBounds;
  #mails = 0;
  #bytes = 0;

  constructor(file: string, bounds: MailboxBounds) {
    this.#bounds = bounds;
    this.#sqlite = new SqliteDatabase(file);
    this.#sqlite.pragma('auto_vacuum = INCREMENTAL');
    this.#sqlite.pragma('journal_mode = WAL');
    this.#sqlite.exec(`
      CREATE TABLE IF NOT EXISTS mail (
        no INTEGER PRIMARY KEY AUTOINCREMENT,
        at INTEGER NOT NULL,
        sender TEXT NOT NULL,
        recipient TEXT NOT NULL,
        subject TEXT NOT NULL,
        snippet TEXT,
        bytes INTEGER NOT NULL,
        read INTEGER NOT NULL DEFAULT 0,
        stored INTEGER NOT NULL,
        source BLOB NOT NULL
      ) STRICT;
      CREATE INDEX IF NOT EXISTS mail_unread ON mail (no) WHERE read = 0;
      CREATE INDEX IF NOT EXISTS mail_stored ON mail (no, stored);`);
    this.#recount();
  }

  /** Keeps all of them or none, then lets go of the oldest beyond the bounds. */
  insert(mails: readonly NewMail[]): void {
    const statement = this.#sqlite.prepare(
      'INSERT INTO mail (at, sender, recipient, subject, bytes, stored, source) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#sqlite.transaction(() => {
      for (const { at, sender, recipient, subject, bytes, source } of mails) {
        statement.run(at, sender, recipient, subject, bytes, source.length, source);
        this.#mails += 1;
        this.#bytes += source.length;
      }
      while (this.#mails > this.#bounds.mails || this.#bytes > this.#bounds.bytes) this.#dropOldest();
    })();
  }

  list({ limit, before, search }: MailboxQuery): { rows: MailSummary[]; total: number; unread: number } {
    const words = `%${(search ?? '').replace(/[\\%_]/g, '\\$&')}%`;
    const matches = search
      ? `(subject LIKE @words ESCAPE '\\' OR recipient LIKE @words ESCAPE '\\' OR sender LIKE @words ESCAPE '\\')`
      : '@words IS NOT NULL';
    const rows = this.#sqlite
      .prepare<unknown[], MailSummary>(
        `SELECT ${SUMMARY} FROM mail WHERE no < @before AND ${matches} ORDER BY no DESC LIMIT @limit`,
      )
      .all({ words, limit, before: before ?? Number.MAX_SAFE_INTEGER });
    const total = search ? this.#count(`SELECT count(*) FROM mail WHERE ${matches}`, { words }) : this.#mails;
    return { rows, total, unread: this.#count('SELECT count(*) FROM mail WHERE read = 0') };
  }

  find(no: number): (MailSummary & { source: Buffer }) | undefined {
    return this.#sqlite
      .prepare<[number], MailSummary & { source: Buffer }>(`SELECT ${SUMMARY}, source FROM mail WHERE no = ?`)
      .get(no);
  }

  /** @returns whether it had been unread */
  markRead(no: number): boolean {
    return this.#sqlite.prepare('UPDATE mail SET read = 1 WHERE no = ? AND read = 0').run(no).changes === 1;
  }

  saveSnippet(no: number, snippet: string): void {
    this.#sqlite.prepare('UPDATE mail SET snippet = ? WHERE no = ?').run(snippet, no);
  }

  delete(no: number): boolean {
    const { changes } = this.#sqlite.prepare('DELETE FROM mail WHERE no = ?').run(no);
    this.#recount();
    return changes === 1;
  }

  clear(): void {
    this.#sqlite.exec('DELETE FROM mail');
    this.#sqlite.pragma('incremental_vacuum');
    this.#recount();
  }

  close(): void {
    this.#sqlite.close();
  }

  #dropOldest(): void {
    this.#sqlite.prepare('DELETE FROM mail WHERE no IN (SELECT no FROM mail ORDER BY no LIMIT ?)').run(TRIM_STEP);
    this.#recount();
  }

  #recount(): void {
    const row = this.#sqlite
      .prepare<[], { mails: number; bytes: number }>('SELECT count(*) AS mails, total(stored) AS bytes FROM mail')
      .get();
    this.#mails = row?.mails ?? 0;
    this.#bytes = row?.bytes ?? 0;
  }

  #count(query: string, values: object = {}): number {
    return this.#sqlite.prepare(query).pluck().get(values) as number;
  }
}
