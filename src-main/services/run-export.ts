import { open } from 'node:fs/promises';
import { type ExportRecord, findExport, updateExport } from '#main/repositories/contact-export.repo.ts';
import { numbersOfTarget } from '#main/repositories/contact-target.repo.ts';
import { exportRows } from '#main/repositories/export-rows.repo.ts';
import { EXPORT_COLUMNS, type ExportColumn } from '#shared/domain/contact-column.ts';
import { csvLine } from '#shared/domain/csv/csv-writer.ts';
import { filterOf } from './contact-question.ts';
import { exportFile } from './export.service.ts';
import type { ServiceContext } from './service-context.ts';

const ROWS_AT_ONCE = 1_000;
const BETWEEN_REPORTS = 500;
/** Spreadsheets believe that a file is UTF-8 when it begins so. */
const BYTE_ORDER_MARK = '\ufeff';

/** Writes one file, from wherever it stands: a stop leaves a whole number of lines behind, and the next run goes on after them. */
export async function runExport(
  ctx: Pick<ServiceContext, 'db' | 'clock' | 'paths'>,
  id: string,
  signal: AbortSignal,
): Promise<void> {
  const record = findExport(ctx.db.reader, id);
  if (!record || !begin(ctx, record)) return;
  const nos = meant(ctx, record);
  const file = await open(exportFile(ctx.paths, id), record.bytes > 0 ? 'r+' : 'w', 0o600);
  try {
    await file.truncate(record.bytes);
    const writing = new Writing(ctx, record, nos.length);
    if (record.bytes === 0) await writing.append(file, BYTE_ORDER_MARK + csvLine(record.columns));
    for (let from = 0; from < nos.length; from += ROWS_AT_ONCE) {
      if (signal.aborted) break;
      const part = nos.slice(from, from + ROWS_AT_ONCE);
      const { lines, rows } = linesOf(ctx, record, part);
      await writing.append(file, lines);
      if (!writing.passed(part.at(-1) ?? 0, rows)) return;
    }
    await file.sync();
    writing.finish(signal.aborted ? 'running' : 'done');
  } finally {
    await file.close();
  }
}

function begin(ctx: Pick<ServiceContext, 'db' | 'clock'>, record: ExportRecord): boolean {
  const started_at = record.started_at ?? ctx.clock.now();
  return ctx.db.write((tx) => updateExport(tx, record.id, ['waiting', 'running'], { state: 'running', started_at }));
}

/** Who is still to be written. */
function meant(ctx: Pick<ServiceContext, 'db'>, { target, created_at, cursor }: ExportRecord): number[] {
  const filter = target.kind === 'matching' ? filterOf(ctx.db.reader, target.filter, created_at) : undefined;
  const nos = numbersOfTarget(ctx.db.reader, { target, filter });
  return cursor === 0 ? nos : nos.filter((no) => no > cursor);
}

function linesOf(
  ctx: Pick<ServiceContext, 'db'>,
  { columns }: ExportRecord,
  nos: number[],
): { lines: string; rows: number } {
  const built_in = columns.filter((name): name is ExportColumn => (EXPORT_COLUMNS as readonly string[]).includes(name));
  const custom = columns
    .filter((name) => name.startsWith('attributes.'))
    .map((name) => name.slice('attributes.'.length));
  const places = columns.map((name) =>
    name.startsWith('attributes.')
      ? 1 + built_in.length + custom.indexOf(name.slice('attributes.'.length))
      : 1 + built_in.indexOf(name as ExportColumn),
  );
  const rows = exportRows(ctx.db.reader, nos, { built_in, custom });
  return { lines: rows.map((row) => csvLine(places.map((at) => row[at] as string))).join(''), rows: rows.length };
}

/** Keeps how far the file is, and says so twice a second. */
class Writing {
  readonly #ctx: Pick<ServiceContext, 'db' | 'clock'>;
  readonly #id: string;
  readonly #total: number;
  #rows: number;
  #bytes: number;
  #cursor: number;
  #reported = 0;

  constructor(ctx: Pick<ServiceContext, 'db' | 'clock'>, record: ExportRecord, left: number) {
    this.#ctx = ctx;
    this.#id = record.id;
    this.#rows = record.rows;
    this.#bytes = record.bytes;
    this.#cursor = record.cursor;
    this.#total = record.rows + left;
  }

  async append(
    file: { write(text: Buffer, from: number, length: number, at: number): Promise<unknown> },
    text: string,
  ) {
    const bytes = Buffer.from(text);
    await file.write(bytes, 0, bytes.length, this.#bytes);
    this.#bytes += bytes.length;
  }

  /** @returns false when the export was cancelled meanwhile */
  passed(cursor: number, rows: number): boolean {
    this.#cursor = cursor;
    this.#rows += rows;
    if (performance.now() - this.#reported < BETWEEN_REPORTS) return true;
    this.#reported = performance.now();
    return this.#save({});
  }

  finish(state: 'running' | 'done'): void {
    this.#save(state === 'done' ? { state, finished_at: this.#ctx.clock.now() } : {});
  }

  #save(edit: Parameters<typeof updateExport>[3]): boolean {
    const figures = { total: this.#total, rows: this.#rows, bytes: this.#bytes, cursor: this.#cursor };
    return this.#ctx.db.write((tx) => updateExport(tx, this.#id, ['running'], { ...figures, ...edit }));
  }
}
