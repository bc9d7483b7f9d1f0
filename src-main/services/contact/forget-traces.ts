import { forgetSomeTraces } from '#main/repositories/import/import-undo.repo.ts';
import type { ServiceContext } from '../service-context.ts';

const ROWS_AT_ONCE = 2_000;

/** Clears away what a deleted import had kept to be taken back, a short transaction at a time. */
export async function forgetTraces(
  ctx: Pick<ServiceContext, 'db'>,
  import_no: number,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted && ctx.db.write((tx) => forgetSomeTraces(tx, import_no, ROWS_AT_ONCE))) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  signal.throwIfAborted();
}
