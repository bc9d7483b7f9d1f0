import type { Statement } from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ChangeTopic } from '#shared/domain/change-topic.ts';

/**
 * The two doors to the rows. A function that takes a `Reader` can't write; one that takes a `Tx` runs inside a transaction
 * that its caller opened. Both offer drizzle (`orm`) for typed statements and `sql` for hand-written ones, prepared once
 * per connection.
 */
export interface Reader {
  readonly orm: BetterSQLite3Database;
  sql<Row = unknown>(text: string): Statement<unknown[], Row>;
}

export interface Fact {
  type: string;
  /** `kind:id` of what it is about. */
  subject: string;
  /** User id of who did it; null for Herald itself. */
  actor: string | null;
  data?: Record<string, unknown>;
  caused_by?: string;
}

export interface Tx extends Reader {
  readonly kind: 'tx';
  /** Says, once the transaction is committed, that what stands under these topics has changed. */
  touch(...topics: ChangeTopic[]): void;
  /** Adds a line to the fact log. */
  record(fact: Fact): void;
}

export interface Database {
  /** The connection's view of the last commit. */
  readonly reader: Reader;
  /** Runs many small reads, or writes of an attached file, in one view: that spares taking and giving back the file's locks at each. */
  inOneView<Result>(work: () => Result): Result;
  /** Runs `work` in one transaction that holds the write lock from its start; its throw undoes everything. */
  write<Result>(work: (tx: Tx) => Result): Result;
}
