import { setImmediate as breathe } from 'node:timers/promises';
import { letOthersWrite } from '#main/db/write-turn.ts';
import { forgetGoneInParts } from '#main/repositories/bulk/bulk-part.repo.ts';
import { dropForgottenChanges, forgottenChanges } from '#main/repositories/contact/contact-erase.repo.ts';
import type { ServiceContext } from '../service-context.ts';

const ROWS_AT_ONCE = 5_000;
const PARTS_AT_ONCE = 20;

/** After contacts were erased: what imports and bulk edits have noted of them goes too, in short turns. */
export async function sweepChanges(ctx: Pick<ServiceContext, 'db'>): Promise<void> {
  await sweepImports(ctx);
  for (let after: number | null = 0; after !== null; ) {
    const from: number = after;
    after = ctx.db.write((tx) => forgetGoneInParts(tx, from, PARTS_AT_ONCE));
    await breathe();
    await letOthersWrite();
  }
}

async function sweepImports(ctx: Pick<ServiceContext, 'db'>): Promise<void> {
  for (;;) {
    const rows = forgottenChanges(ctx.db.reader, ROWS_AT_ONCE);
    if (rows === '[]' || ctx.db.write((tx) => dropForgottenChanges(tx, rows)) === 0) return;
    await breathe();
    await letOthersWrite();
  }
}
