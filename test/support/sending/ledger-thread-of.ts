import { type LedgerThread, ledgerThread } from '#main/app/workers/ledger-thread.ts';
import { CommitFeed } from '#main/db/commit-feed.ts';
import type { DataPaths } from '#main/platform/data-paths.ts';
import { silentLogger } from '#main/platform/file-logger.ts';

/** The thread that a running Herald has, on this database. */
export function ledgerThreadOf(database: string): LedgerThread {
  const setup = { paths: { database } as DataPaths, key: new Uint8Array(32), log_level: 'error' as const };
  return ledgerThread({ setup, feed: new CommitFeed(), log: silentLogger });
}
