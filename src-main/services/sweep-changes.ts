import { setImmediate as breathe } from 'node:timers/promises';
import { letOthersWrite } from '#main/db/write-turn.ts';
import { dropForgottenChanges, forgottenChanges } from '#main/repositories/contact-erase.repo.ts';
import type { ServiceContext } from './service-context.ts';

const ROWS_AT_ONCE = 5_000;

/** After contacts were erased: what imports have noted of them goes too. Looked for beside the writers, dropped in short turns. */
export async function sweepChanges(ctx: Pick<ServiceContext, 'db'>): Promise<void> {
  for (;;) {
    const rows = forgottenChanges(ctx.db.reader, ROWS_AT_ONCE);
    if (rows === '[]' || ctx.db.write((tx) => dropForgottenChanges(tx, rows)) === 0) return;
    await breathe();
    await letOthersWrite();
  }
}
