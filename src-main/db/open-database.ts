import SqliteDatabase from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import type { Clock } from '#main/platform/clock.ts';
import type { IdSource } from '#main/platform/id-source.ts';
import type { ChangeTopic } from '#shared/domain/change-topic.ts';
import { foldText } from '#shared/domain/search-text.ts';
import { assert } from '#shared/kernel/assert.ts';
import type { Database, Fact, Reader, Tx } from './access.ts';
import type { CommitFeed } from './commit-feed.ts';
import { refusalOf } from './refusal-of.ts';
import { waitForTurn } from './write-turn.ts';

type Sqlite = SqliteDatabase.Database;

export interface OpenOptions {
  file: string;
  clock: Clock;
  ids: IdSource;
  feed: CommitFeed;
}

/** A connection that may write. Threads open one each; SQLite lets one of them write at a time. */
export interface WriterConnection extends Database {
  readonly sqlite: Sqlite;
  close(): void;
}

export function openWriter(options: OpenOptions): WriterConnection {
  const sqlite = openSqlite(options.file, false);
  const reader = readerOf(sqlite);
  const insertFact = reader.sql(
    'INSERT INTO fact (id, type, subject, actor, at, data, caused_by) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  let open = false;

  function write<Result>(work: (tx: Tx) => Result): Result {
    assert(!open, 'a transaction was opened inside another one');
    const topics = new Set<ChangeTopic>();
    const tx: Tx = {
      kind: 'tx',
      orm: reader.orm,
      sql: reader.sql,
      touch: (...names) => {
        for (const name of names) topics.add(name);
      },
      record: (fact: Fact) => {
        const { type, subject, actor, data = {}, caused_by = null } = fact;
        insertFact.run(options.ids.id(), type, subject, actor, options.clock.now(), JSON.stringify(data), caused_by);
      },
    };
    open = true;
    const takeTurn = waitForTurn();
    try {
      const result = sqlite
        .transaction(() => {
          takeTurn();
          return work(tx);
        })
        .immediate();
      options.feed.announce([...topics]);
      return result;
    } catch (error) {
      throw refusalOf(error);
    } finally {
      takeTurn();
      open = false;
    }
  }

  return {
    sqlite,
    reader,
    inOneView: (work) => sqlite.transaction(work).deferred(),
    write,
    close: () => closeWriter(sqlite),
  };
}

/** A connection that can only read, for long reads beside the writer. */
export function openReader(file: string): { reader: Reader; close(): void } {
  const sqlite = openSqlite(file, true);
  return { reader: readerOf(sqlite), close: () => sqlite.close() };
}

function openSqlite(file: string, readonly: boolean): Sqlite {
  const sqlite = new SqliteDatabase(file, { readonly });
  sqlite.pragma('busy_timeout = 5000');
  if (!readonly) {
    sqlite.pragma('journal_mode = WAL');
    // The library is compiled to fall back to NORMAL in WAL mode, which may forget the last commits on power loss.
    sqlite.pragma('synchronous = FULL');
    sqlite.prepare('SELECT count(*) FROM sqlite_schema').get();
    assert(sqlite.pragma('synchronous', { simple: true }) === 2, 'synchronous must stay FULL');
    if (process.platform === 'darwin') {
      sqlite.pragma('fullfsync = 1');
      sqlite.pragma('checkpoint_fullfsync = 1');
    }
  }
  sqlite.pragma('foreign_keys = ON');
  sqlite.pragma('trusted_schema = OFF');
  sqlite.pragma('cache_size = -32768');
  sqlite.pragma('mmap_size = 268435456');
  sqlite.pragma('temp_store = MEMORY');
  sqlite.function('fold', { deterministic: true }, (text) => (typeof text === 'string' ? foldText(text) : null));
  return sqlite;
}

/** Each segment is a statement of its own, so that only those in use are kept: what a generation has not asked for goes with the next. */
const GENERATION = 500;

function readerOf(sqlite: Sqlite): Reader {
  let prepared = new Map<string, SqliteDatabase.Statement>();
  let older = prepared;
  function prepare(text: string): SqliteDatabase.Statement {
    const statement = older.get(text) ?? sqlite.prepare(text);
    if (prepared.size >= GENERATION) {
      older = prepared;
      prepared = new Map();
    }
    prepared.set(text, statement);
    return statement;
  }
  return {
    orm: drizzle({ client: sqlite }),
    sql<Row>(text: string) {
      return (prepared.get(text) ?? prepare(text)) as SqliteDatabase.Statement<unknown[], Row>;
    },
  };
}

function closeWriter(sqlite: Sqlite): void {
  if (!sqlite.open) return;
  sqlite.pragma('wal_checkpoint(TRUNCATE)');
  sqlite.close();
}
