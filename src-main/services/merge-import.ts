import { letOthersWrite } from '#main/db/write-turn.ts';
import type { ImportRecord } from '#main/repositories/import.repo.ts';
import { findImport, updateImport } from '#main/repositories/import.repo.ts';
import { mergeStretch } from '#main/repositories/import-merge.repo.ts';
import { attachStage, detachStage, nextKey } from '#main/repositories/import-stage.repo.ts';
import { findList } from '#main/repositories/list.repo.ts';
import { assert } from '#shared/kernel/assert.ts';
import type { ImportFiles } from './import-files.ts';
import { type ImportMeter, READING_SHARE } from './import-progress.ts';
import type { ServiceContext } from './service-context.ts';

/** How long a step may take, in milliseconds: while others write as well, and while nobody does. Longer ones write less twice. */
const STEP_AMONG_OTHERS = 25;
const STEP_ALONE = 200;
const FEWEST_ROWS = 100;
const MOST_ROWS = 20_000;

export interface Merging {
  record: ImportRecord;
  files: ImportFiles;
  meter: ImportMeter;
  signal: AbortSignal;
}

/**
 * Brings the stage into the contacts, in the order of the addresses and a short transaction at a time. Each saves how far it came
 * and the figures, so that a killed run goes on without doubling anything. @returns false when cancelled or Herald stops
 */
export async function mergeImport(ctx: Pick<ServiceContext, 'db' | 'clock'>, merging: Merging): Promise<boolean> {
  const { record, files, meter, signal } = merging;
  attachStage(ctx.db.reader, files.stage);
  try {
    let from = record.merge_key;
    let rows = 1_000;
    for (;;) {
      const to = nextKey(ctx.db.reader, from, rows);
      if (to === null) return true;
      if (signal.aborted) return false;
      const started = performance.now();
      if (!mergeStep(ctx, merging, { from, to })) return false;
      from = to;
      const millis = performance.now() - started;
      // Lets calls and commits of other threads in.
      await new Promise((resolve) => setImmediate(resolve));
      const step = (await letOthersWrite()) ? STEP_AMONG_OTHERS : STEP_ALONE;
      rows = adjusted(rows, step / Math.max(1, millis));
    }
  } finally {
    detachStage(ctx.db.reader);
    meter.figures.seconds_left = null;
  }
}

function mergeStep(
  ctx: Pick<ServiceContext, 'db' | 'clock'>,
  { record, meter }: Merging,
  { from, to }: { from: string; to: string },
): boolean {
  const { options } = record;
  assert(options, 'a started import has options');
  const told = meter.isDue();
  return ctx.db.write((tx) => {
    if (findImport(tx, record.id)?.state !== 'running') return false;
    const list_nos = options.list_ids.flatMap((id) => findList(tx, id)?.no ?? []);
    const { created, updated, unchanged } = mergeStretch(tx, {
      import_no: record.no,
      import_id: record.id,
      from,
      to,
      list_nos,
      update_existing: options.update_existing,
      at: ctx.clock.now(),
    });
    const { figures } = meter;
    figures.created += created;
    figures.updated += updated;
    figures.unchanged += unchanged;
    const people = Math.max(1, figures.rows - figures.rejected - figures.duplicates);
    const done = figures.created + figures.updated + figures.unchanged;
    figures.fraction = READING_SHARE + (1 - READING_SHARE) * Math.min(1, done / people);
    if (told) tx.touch('imports', `import:${record.id}`, 'contacts', 'lists');
    return updateImport(tx, record.id, ['running'], { merge_key: to, progress: told ? meter.stamp() : figures });
  });
}

/** Down at once, up by a tenth a step: whoever has written lately will write again soon. */
function adjusted(rows: number, factor: number): number {
  return Math.round(Math.min(MOST_ROWS, Math.max(FEWEST_ROWS, rows * Math.min(factor, 1.1))));
}
