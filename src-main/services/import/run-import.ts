import { removeFile } from '#main/platform/upload-file.ts';
import { findImport, type ImportRecord, updateImport } from '#main/repositories/import/import.repo.ts';
import { assert } from '#shared/kernel/assert.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { checkImport, saveCheck } from './check-import.ts';
import { importFiles } from './import-files.ts';
import { ImportMeter } from './import-progress.ts';
import type { Staging } from './import-work.ts';
import { mergeImport } from './merge-import.ts';
import { stageImport } from './stage-import.ts';
import { undoImport } from './undo-import.ts';

export type ImportRunContext = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'paths'>;

/**
 * The work that an import's state asks for, from wherever it stands: check, bring in, or take back. May be stopped or killed at any moment
 * and run again. Runs in a thread of its own.
 */
export async function runImport(ctx: ImportRunContext, id: string, signal: AbortSignal): Promise<void> {
  const record = findImport(ctx.db.reader, id);
  if (record?.state === 'checking') await check(ctx, record, signal);
  else if (record?.state === 'undoing') await undoImport(ctx, record, signal);
  else if (record) await bringIn(ctx, id, signal);
}

async function check(ctx: ImportRunContext, record: ImportRecord, signal: AbortSignal): Promise<void> {
  const work = workOf(ctx, { ...record, progress: {} }, signal);
  if ((await stageImport(ctx, work)) && (await checkImport(ctx, work))) saveCheck(ctx, record, work);
}

async function bringIn(ctx: ImportRunContext, id: string, signal: AbortSignal): Promise<void> {
  if (!begin(ctx, id)) return;
  const record = findImport(ctx.db.reader, id);
  if (!record) return;
  const work = workOf(ctx, record, signal);
  if (!record.staged && !(await stageImport(ctx, work))) return;
  if (!(await mergeImport(ctx, work))) return;
  finish(ctx, work);
  removeFile(work.files.stage);
  removeFile(work.files.source);
  removeFile(work.files.unpacked);
}

function workOf(ctx: ImportRunContext, record: ImportRecord, signal: AbortSignal): Staging {
  const { options } = record;
  assert(options, 'a started import has options');
  return { record, options, files: importFiles(ctx.paths, record.id), meter: new ImportMeter(ctx, record), signal };
}

function begin(ctx: ImportRunContext, id: string): boolean {
  return ctx.db.write((tx) => {
    tx.touch('imports', `import:${id}`);
    const record = findImport(tx, id);
    const started_at = record?.started_at ?? instantOf(ctx.clock.now());
    return updateImport(tx, id, ['waiting', 'running'], { state: 'running', started_at, problem: null });
  });
}

function finish(ctx: ImportRunContext, { record, meter }: Staging): void {
  const { figures } = meter;
  meter.stamp();
  figures.fraction = 1;
  figures.seconds_left = null;
  ctx.db.write((tx) => {
    const finished_at = instantOf(ctx.clock.now());
    if (!updateImport(tx, record.id, ['running'], { state: 'done', finished_at, progress: figures })) return;
    const { rows, created, updated, unchanged, duplicates, rejected, opt_outs_new, resubscribed } = figures;
    tx.record({
      type: 'import.finished',
      subject: `import:${record.id}`,
      actor: record.created_by,
      data: {
        filename: record.filename,
        consent_source: record.options?.consent_source ?? '',
        ...{ rows, created, updated, unchanged, duplicates, rejected, opt_outs_new, resubscribed },
      },
    });
    tx.touch('imports', `import:${record.id}`, 'contacts', 'lists', 'tags', 'suppressions');
  });
}
