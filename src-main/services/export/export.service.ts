import { openAsBlob } from 'node:fs';
import { removeFile } from '#main/platform/upload-file.ts';
import { WORKBOOK_TYPE } from '#main/platform/workbook/workbook-bytes.ts';
import {
  deleteExport,
  type ExportState,
  type ExportView,
  findExport,
  findExportView,
  insertExport,
  updateExport,
} from '#main/repositories/contact/contact-export.repo.ts';
import { allFields } from '#main/repositories/contact/custom-field.repo.ts';
import { EXPORT_COLUMNS } from '#shared/domain/contact-column.ts';
import type { ContactTarget } from '#shared/domain/contact-target.ts';
import type { ExportFormat } from '#shared/domain/export-format.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { filterOf } from '../contact/contact-question.ts';
import type { ServiceContext } from '../service-context.ts';
import { exportFile } from './export-file.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'queue' | 'paths'>;

interface ExportOrder {
  target: ContactTarget;
  columns?: string[];
  format: ExportFormat;
}

const UNDER_WAY: ExportState[] = ['waiting', 'running'];
const MEDIA_TYPES: Record<ExportFormat, string> = {
  csv: 'text/csv',
  xlsx: WORKBOOK_TYPE,
};

export function getExport(ctx: Pick<ServiceContext, 'db'>, id: string): ExportView {
  return found(findExportView(ctx.db.reader, id), 'export');
}

/** From here on the file is written by itself, over restarts too. */
export function startExport(ctx: Context, actor: string, order: ExportOrder): ExportView {
  const { target, format } = order;
  const id = ctx.ids.id();
  const now = ctx.clock.now();
  ctx.db.write((tx) => {
    const known = new Set<string>([...EXPORT_COLUMNS, ...allFields(tx).map(({ key }) => `attributes.${key}`)]);
    const columns = order.columns ?? [...known];
    for (const [at, column] of columns.entries()) {
      if (known.has(column) && columns.indexOf(column) === at) continue;
      const problem = known.has(column) ? `"${column}" is named twice.` : `There is no column "${column}".`;
      throw new HeraldError('INVALID_INPUT', problem, { field: `columns.${at}` });
    }
    if (target.kind === 'matching') filterOf(tx, target.filter, now);
    const filename = `contacts-${instantOf(now).slice(0, 16).replaceAll(':', '')}.${format}`;
    insertExport(tx, { id, filename, format, target, columns, created_by: actor, created_at: now });
    ctx.queue.enqueue(tx, 'contacts.export', { export_id: id }, { key: id });
    tx.record({ type: 'export.started', subject: `export:${id}`, actor, data: { columns, format } });
  });
  return getExport(ctx, id);
}

export function cancelExport(ctx: Context, id: string): ExportView {
  const record = found(findExport(ctx.db.reader, id), 'export');
  ctx.db.write((tx) => {
    if (!updateExport(tx, id, UNDER_WAY, { state: 'cancelled', finished_at: ctx.clock.now() })) {
      throw new HeraldError('WRONG_STATE', 'This export has ended already.');
    }
  });
  removeFile(exportFile(ctx.paths, record));
  return getExport(ctx, id);
}

export function failExport(ctx: Pick<ServiceContext, 'db' | 'clock'>, id: string, problem: Reason): void {
  ctx.db.write((tx) => updateExport(tx, id, UNDER_WAY, { state: 'failed', problem, finished_at: ctx.clock.now() }));
}

export async function downloadExport(ctx: Context, actor: string, id: string): Promise<File> {
  const record = found(findExport(ctx.db.reader, id), 'export');
  if (record.state !== 'done') throw new HeraldError('WRONG_STATE', 'The file is not written yet.');
  ctx.db.write((tx) => tx.record({ type: 'export.downloaded', subject: `export:${id}`, actor }));
  return new File([await openAsBlob(exportFile(ctx.paths, record))], record.filename, {
    type: MEDIA_TYPES[record.format],
  });
}

export function removeExport(ctx: Context, id: string): { done: true } {
  const record = found(findExport(ctx.db.reader, id), 'export');
  if (UNDER_WAY.includes(record.state)) {
    throw new HeraldError('WRONG_STATE', 'This export is at work; cancel it first.');
  }
  ctx.db.write((tx) => deleteExport(tx, id));
  removeFile(exportFile(ctx.paths, record));
  return { done: true };
}
