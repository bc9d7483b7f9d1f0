import { removeFile } from '#main/platform/upload-file.ts';
import { findImport, type ImportRecord, updateImport } from '#main/repositories/import.repo.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { importFiles } from './import-files.ts';
import { ImportMeter } from './import-progress.ts';
import { mergeImport } from './merge-import.ts';
import type { ServiceContext } from './service-context.ts';
import { stageImport } from './stage-import.ts';

export type ImportRunContext = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'paths'>;

/**
 * The work of one import, from wherever it stands: read and check the file, then merge. May be stopped or killed at any moment and
 * run again. Runs in a thread of its own.
 */
export async function runImport(ctx: ImportRunContext, id: string, signal: AbortSignal): Promise<void> {
  if (!begin(ctx, id)) return;
  const files = importFiles(ctx.paths, id);
  const record = findImport(ctx.db.reader, id);
  if (!record) return;
  const meter = new ImportMeter(ctx, id, record.progress);
  const work = { record, files, meter, signal };
  if (!record.staged && !(await stageImport(ctx, work))) return;
  if (!(await mergeImport(ctx, work))) return;
  finish(ctx, record, meter);
  removeFile(files.stage);
  removeFile(files.source);
}

function begin(ctx: ImportRunContext, id: string): boolean {
  return ctx.db.write((tx) => {
    tx.touch('imports', `import:${id}`);
    const record = findImport(tx, id);
    const started_at = record?.started_at ?? instantOf(ctx.clock.now());
    return updateImport(tx, id, ['waiting', 'running'], { state: 'running', started_at, problem: null });
  });
}

function finish(ctx: ImportRunContext, record: ImportRecord, meter: ImportMeter): void {
  const { figures } = meter;
  meter.stamp();
  figures.fraction = 1;
  figures.seconds_left = null;
  ctx.db.write((tx) => {
    const finished_at = instantOf(ctx.clock.now());
    if (!updateImport(tx, record.id, ['running'], { state: 'done', finished_at, progress: figures })) return;
    const { rows, created, updated, unchanged, duplicates, rejected } = figures;
    tx.record({
      type: 'import.finished',
      subject: `import:${record.id}`,
      actor: record.created_by,
      data: { filename: record.filename, rows, created, updated, unchanged, duplicates, rejected },
    });
    tx.touch('imports', `import:${record.id}`, 'contacts', 'lists');
  });
}
