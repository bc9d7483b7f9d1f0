import { setImmediate as breathe } from 'node:timers/promises';
import type { Tx } from '#main/db/access.ts';
import { letOthersWrite } from '#main/db/write-turn.ts';
import { removeFile } from '#main/platform/upload-file.ts';
import { dropOldParts } from '#main/repositories/bulk/bulk-part.repo.ts';
import { numbersInBinBefore } from '#main/repositories/contact/contact-bin.repo.ts';
import { eraseContacts } from '#main/repositories/contact/contact-erase.repo.ts';
import { deleteExport, oldExports } from '#main/repositories/contact/contact-export.repo.ts';
import { DAY } from '#shared/kernel/instant.ts';
import { exportFile } from '../export/export-file.ts';
import { sweepChanges } from '../segment/sweep-changes.ts';
import type { ServiceContext } from '../service-context.ts';
import { keepMillis } from './bin.service.ts';

/** For so long a change made to many can be taken back. */
const UNDO_DAYS = 30;
/** Files of contacts are no archive. */
const FILE_DAYS = 7;
const CONTACTS_AT_ONCE = 200;
const PARTS_AT_ONCE = 50;

/** Deletes for good what has been in the recycle bin for long enough, a few at a time. */
export async function clearOut(
  ctx: Pick<ServiceContext, 'db' | 'clock' | 'paths'>,
  signal: AbortSignal,
): Promise<void> {
  const now = ctx.clock.now();
  const before = now - keepMillis(ctx);
  const purged = await untilNone(ctx, signal, (tx) => {
    const nos = numbersInBinBefore(tx, before, CONTACTS_AT_ONCE);
    if (nos.length > 0) eraseContacts(tx, nos);
    return nos.length;
  });
  if (purged > 0) {
    await sweepChanges(ctx);
    ctx.db.write((tx) => {
      tx.record({ type: 'bin.cleared', subject: 'bin:1', actor: null, data: { purged } });
      tx.touch('contacts');
    });
  }
  for (const old of oldExports(ctx.db.reader, now - FILE_DAYS * DAY)) {
    ctx.db.write((tx) => deleteExport(tx, old.id));
    removeFile(exportFile(ctx.paths, old));
  }
  await untilNone(ctx, signal, (tx) => dropOldParts(tx, now - UNDO_DAYS * DAY, PARTS_AT_ONCE));
}

async function untilNone(
  ctx: Pick<ServiceContext, 'db'>,
  signal: AbortSignal,
  some: (tx: Tx) => number,
): Promise<number> {
  let sum = 0;
  for (;;) {
    signal.throwIfAborted();
    const n = ctx.db.write(some);
    if (n === 0) return sum;
    sum += n;
    await breathe();
    await letOthersWrite();
  }
}
