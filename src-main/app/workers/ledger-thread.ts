import type { CommitFeed } from '#main/db/commit-feed.ts';
import type { LedgerKeeper } from '#main/services/sending/ledger-book.ts';
import type { Logger } from '#shared/kernel/logger.ts';
import type { LedgerWorkerExtra } from './ledger.worker.ts';
import { WorkerLink } from './worker-link.ts';
import type { WorkerSetup } from './worker-protocol.ts';

export interface LedgerThreadOptions {
  setup: WorkerSetup;
  feed: CommitFeed;
  log: Logger;
}

export interface LedgerThread {
  keeperOf(claim: number): LedgerKeeper;
  stop(): Promise<void>;
}

/** The ledger of an engine in a thread of its own. It starts with the first claim: many a Herald sends nothing all day. */
export function ledgerThread(options: LedgerThreadOptions): LedgerThread {
  let link: WorkerLink<void> | undefined;

  function started(extra: LedgerWorkerExtra): WorkerLink<void> {
    link ??= new WorkerLink<void>({ ...options, name: 'ledger.worker', extra, onDeath: endThisThreadToo });
    return link;
  }

  return {
    keeperOf: (claim) => ({
      claim: (wanted) => started({ claim }).call('claim', wanted),
      write: (batch) => started({ claim }).call('write', batch),
    }),
    async stop() {
      await link?.stop();
    },
  };
}

/** What was in hand is sorted out by the engine that comes after this one. */
function endThisThreadToo(error: Error): never {
  throw error;
}
