import { removeFile, syncFile } from '#main/platform/upload-file.ts';
import { NO_COUNTS } from '#main/repositories/import/import.repo.ts';
import {
  attachStage,
  closeStage,
  countOptOuts,
  createEventStage,
  createStage,
  detachStage,
} from '#main/repositories/import/import-stage.repo.ts';
import { ContactRows } from '../contact/contact-rows.ts';
import { EventRows } from '../event/event-rows.ts';
import type { ServiceContext } from '../service-context.ts';
import { READING_SHARE } from './import-progress.ts';
import { fileOf, partsOf, readRows } from './import-source.ts';
import type { Staging } from './import-work.ts';
import { RejectedRows } from './rejected-rows.ts';

type Context = Pick<ServiceContext, 'db'>;

/**
 * Reads and checks the whole file into the stage, and writes the file of rejected rows. Begins anew each time, so that a killed run
 * leaves nothing behind. @returns false when it was cancelled or Herald stops
 */
export async function stageImport(ctx: Context, staging: Staging): Promise<boolean> {
  const { record, options, files, meter, signal } = staging;
  Object.assign(meter.figures, { ...NO_COUNTS, reasons: [], bytes_read: 0, fraction: 0 });
  removeFile(files.stage);
  attachStage(ctx.db.reader, files.stage);
  const parts = partsOf(record, options);
  const all = Math.max(
    1,
    parts.reduce((sum, part) => sum + part.bytes, 0),
  );
  const report = new RejectedRows(files.rejected, parts);
  try {
    createStage(ctx.db.reader);
    createEventStage(ctx.db.reader);
    for (const part of parts) {
      const intake =
        record.kind === 'events'
          ? new EventRows(ctx, staging, { part, report })
          : new ContactRows(ctx, staging, { part, report });
      for await (const { records, bytes } of readRows(fileOf(record, files), part, record.prepared?.type ?? 'csv')) {
        for (const one of records) intake.take(one);
        meter.figures.bytes_read += Math.round(bytes);
        meter.figures.fraction = READING_SHARE * Math.min(1, meter.figures.bytes_read / all);
        if (signal.aborted || (meter.isDue() && !meter.save())) return false;
      }
      intake.flush();
    }
    meter.figures.duplicates += closeStage(ctx.db.reader).duplicates;
    meter.figures.opt_outs = countOptOuts(ctx.db.reader);
  } finally {
    report.close();
    detachStage(ctx.db.reader);
  }
  syncFile(files.stage);
  meter.figures.fraction = READING_SHARE;
  return meter.save({ staged: true });
}
