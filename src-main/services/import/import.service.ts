import { existsSync, openAsBlob } from 'node:fs';
import { removeFile, writeAt } from '#main/platform/upload-file.ts';
import { findListByName } from '#main/repositories/consent/list.repo.ts';
import {
  deleteImport,
  findImport,
  type ImportFormat,
  type ImportKind,
  type ImportRecord,
  type ImportState,
  type ImportView,
  importView,
  insertImport,
  type StoredImportOptions,
  updateImport,
} from '#main/repositories/import/import.repo.ts';
import { hasTraces } from '#main/repositories/import/import-undo.repo.ts';
import { fieldLabelFor } from '#shared/domain/custom-field/custom-field.ts';
import { valueName } from '#shared/domain/import/event-mapping.ts';
import { attributeOf } from '#shared/domain/import/import-mapping.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import type { Preview } from '../event/preview-events.ts';
import type { ServiceContext } from '../service-context.ts';
import { importFiles, removeImportFiles } from './import-files.ts';
import { listNamed, makeFields, missingFields, refuseBadOptions } from './import-options.ts';
import { READING_SHARE } from './import-progress.ts';
import { type Inspection, inspectFile, previewFile } from './inspect-import.ts';
import { prepareImport } from './prepare-import.ts';
import { NO_UNDO } from './undo-import.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'paths' | 'queue'>;

/** States in which the file is complete and nothing runs. */
const AT_REST: ImportState[] = ['ready', 'cancelled', 'failed'];
/** States in which something has been brought in, perhaps. */
const ENDED: ImportState[] = ['done', 'cancelled', 'failed'];

export function getImport(ctx: Pick<ServiceContext, 'db'>, id: string): ImportView {
  return importView(ctx.db.reader, found(findImport(ctx.db.reader, id), 'import'));
}

export interface AnnouncedFile {
  filename: string;
  bytes: number;
  kind?: ImportKind;
  /** Several files that belong together, sent one after the other. */
  files?: { name: string; bytes: number }[];
}

export function beginImport(ctx: Context, actor: string, announced: AnnouncedFile): ImportView {
  const { filename, bytes, kind = 'contacts', files = [] } = announced;
  if (files.length > 0 && files.reduce((sum, file) => sum + file.bytes, 0) !== bytes) {
    throw new HeraldError('INVALID_INPUT', 'The sizes of the files do not add up to the whole.', { field: 'files' });
  }
  const id = ctx.ids.id();
  writeAt(importFiles(ctx.paths, id).source, 0, new Uint8Array());
  const created_at = instantOf(ctx.clock.now());
  ctx.db.write((tx) => insertImport(tx, { id, kind, filename, bytes, files, created_by: actor, created_at }));
  return getImport(ctx, id);
}

/** Takes the next piece of the file. After an interruption `received` says where to go on. */
export async function appendToImport(
  ctx: Context,
  { id, offset, chunk }: { id: string; offset: number; chunk: Blob },
): Promise<ImportView> {
  const bytes = new Uint8Array(await chunk.arrayBuffer());
  const record = inState(ctx, id, ['uploading'], 'The file has arrived completely.');
  if (offset !== record.received) {
    throw new HeraldError('CONFLICT', `The next piece must begin at byte ${record.received}.`, {
      field: 'offset',
      received: record.received,
    });
  }
  const received = offset + bytes.length;
  if (received > record.bytes) {
    throw new HeraldError('TOO_LARGE', `The file was announced with ${record.bytes} bytes, and this is more.`, {
      field: 'chunk',
      hint: 'Announce the file again with its true size.',
    });
  }
  writeAt(importFiles(ctx.paths, id).source, offset, bytes);
  ctx.db.write((tx) => {
    const state = received === record.bytes ? 'ready' : 'uploading';
    updateImport(tx, id, ['uploading'], { received, state });
    tx.touch(`import:${id}`);
    if (state === 'ready') tx.touch('imports');
  });
  return getImport(ctx, id);
}

/** What the file holds; an archive is unpacked for it, and a recognised export known by its headers. */
export async function inspectImport(
  ctx: Context,
  { id, format = {} }: { id: string; format?: Partial<ImportFormat> },
): Promise<Inspection> {
  const record = inState(ctx, id, AT_REST, 'The file can be looked at once it has arrived and before it is imported.');
  return inspectFile(ctx, await prepareImport(ctx, record), format);
}

export async function previewImport(
  ctx: Context,
  { id, options }: { id: string; options: StoredImportOptions },
): Promise<Preview> {
  const record = inState(ctx, id, AT_REST, 'The file can be looked at once it has arrived and before it is imported.');
  refuseBadOptions(ctx.db.reader, record, { ...options, resubscribe: false });
  return previewFile(ctx, record, options);
}

/** Reads the whole file and counts what an import would do, in the background. Changes nobody. */
export function checkWholeImport(
  ctx: Context,
  _actor: string,
  { id, options }: { id: string; options: StoredImportOptions },
): ImportView {
  const record = inState(ctx, id, AT_REST, 'This import cannot be checked now.');
  refuseBadOptions(ctx.db.reader, record, options);
  ctx.db.write((tx) => {
    const edit = { state: 'checking', options, problem: null, progress: {}, checked: null, staged: false } as const;
    if (!updateImport(tx, id, AT_REST, edit)) return;
    ctx.queue.enqueue(tx, 'import.run', { import_id: id }, { key: id });
    tx.touch('imports', `import:${id}`);
  });
  return getImport(ctx, id);
}

/** From here on the import goes on by itself, over restarts too. */
export function startImport(
  ctx: Context,
  actor: string,
  { id, options }: { id: string; options: StoredImportOptions },
): ImportView {
  const record = inState(ctx, id, AT_REST, 'This import cannot be started now.');
  refuseBadOptions(ctx.db.reader, record, options);
  const reuse = stagedBefore(ctx, record, options);
  ctx.db.write((tx) => {
    makeFields(ctx, tx, actor, missingFields(tx, record, options));
    const { new_list, ...kept } = options;
    const list_ids = new_list ? [...options.list_ids, listNamed(ctx, tx, actor, new_list)] : options.list_ids;
    const edit = { state: 'waiting', options: { ...kept, list_ids }, problem: null, proof: null, ...reuse } as const;
    const anew = {
      turn: record.turn + 1,
      merge_step: 'opt_outs',
      merge_key: '',
      started_at: null,
      finished_at: null,
    } as const;
    if (!updateImport(tx, id, AT_REST, { ...edit, ...anew })) return;
    ctx.queue.enqueue(tx, 'import.run', { import_id: id }, { key: id });
    const { consent_source = '', resubscribe = false } = options;
    tx.record({ type: 'import.started', subject: `import:${id}`, actor, data: { consent_source, resubscribe } });
    tx.touch('imports', `import:${id}`);
  });
  return getImport(ctx, id);
}

/** The file has been read and checked with just these options: what it holds need not be found out once more. */
function stagedBefore(
  ctx: Pick<ServiceContext, 'paths'>,
  record: ImportRecord,
  options: StoredImportOptions,
): Pick<ImportRecord, 'staged' | 'progress'> {
  const same = record.checked && JSON.stringify(record.checked.options) === JSON.stringify(options);
  if (!same || !record.staged || !existsSync(importFiles(ctx.paths, record.id).stage))
    return { staged: false, progress: {} };
  const nothing = { created: 0, updated: 0, unchanged: 0, opt_outs_new: 0, kept_out: 0, resubscribed: 0 };
  const progress = { ...record.checked?.counts, ...nothing, bytes_read: record.bytes, fraction: READING_SHARE };
  return { staged: true, progress };
}

/** Takes back what an import did, in the background: new contacts go to the recycle bin, changed ones get their values back. */
export function undoWholeImport(ctx: Context, actor: string, id: string): ImportView {
  const record = inState(ctx, id, ENDED, 'Only an import that has ended can be taken back.');
  if (!hasTraces(ctx.db.reader, record.no)) {
    throw new HeraldError('WRONG_STATE', 'This import has changed nothing that could be taken back.');
  }
  ctx.db.write((tx) => {
    if (!updateImport(tx, id, ENDED, { state: 'undoing', undo: NO_UNDO, problem: null })) return;
    ctx.queue.enqueue(tx, 'import.run', { import_id: id }, { key: id });
    tx.record({ type: 'import.undo_started', subject: `import:${id}`, actor });
    tx.touch('imports', `import:${id}`);
  });
  return getImport(ctx, id);
}

/** What Herald guesses of a file, as options to start with. */
export function guessedOptions({ format, columns, fields }: Inspection): StoredImportOptions {
  const known = new Set(fields.map(({ key }) => key));
  const new_fields = columns.flatMap(({ guess, name, type }) => {
    const key = guess && (attributeOf(guess) ?? valueName(guess));
    return key && !known.has(key) ? [{ key, label: fieldLabelFor(name), type }] : [];
  });
  return {
    format,
    mapping: columns.map(({ guess }) => guess),
    readings: columns.map(({ reading }) => reading),
    new_fields,
    list_ids: [],
    update_existing: true,
  };
}

/** Takes a whole file, believes every guess about it and starts. @returns the list that everybody is put on */
export async function importWhole(
  ctx: Context,
  actor: string,
  { filename, content, new_list }: { filename: string; content: Blob; new_list: string },
): Promise<{ list_id: string }> {
  const { id } = beginImport(ctx, actor, { filename, bytes: content.size });
  await appendToImport(ctx, { id, offset: 0, chunk: content });
  startImport(ctx, actor, { id, options: { ...guessedOptions(await inspectImport(ctx, { id })), new_list } });
  return { list_id: found(findListByName(ctx.db.reader, new_list), 'list').id };
}

/** Stops between two steps; what is in stays in. A check that is stopped leaves the file as it was before. */
export function cancelImport(ctx: Context, actor: string, id: string): ImportView {
  const states: ImportState[] = ['uploading', 'ready', 'waiting', 'running'];
  const record = inState(ctx, id, ['checking', ...states], 'This import has ended already.');
  ctx.db.write((tx) => {
    tx.touch('imports', `import:${id}`, 'contacts', 'lists');
    if (updateImport(tx, id, ['checking'], { state: 'ready', progress: {} })) return;
    if (!updateImport(tx, id, states, { state: 'cancelled', finished_at: instantOf(ctx.clock.now()) })) return;
    tx.record({ type: 'import.cancelled', subject: `import:${id}`, actor });
    // Without the whole file there is nothing that could be started again.
    if (record.received < record.bytes) removeFile(importFiles(ctx.paths, id).source);
  });
  return getImport(ctx, id);
}

/** Says why an import could not go on; the file stays, so that it can be started again. */
export function failImport(ctx: Pick<ServiceContext, 'db' | 'clock'>, id: string, problem: Reason): void {
  ctx.db.write((tx) => {
    const finished_at = instantOf(ctx.clock.now());
    const at_work: ImportState[] = ['checking', 'waiting', 'running', 'undoing'];
    if (!updateImport(tx, id, at_work, { state: 'failed', problem, finished_at })) return;
    tx.record({ type: 'import.failed', subject: `import:${id}`, actor: null, data: { problem: sayReason(problem) } });
    tx.touch('imports', `import:${id}`);
  });
}

/** The rows that were not taken, or not wholly, as a file. */
export function rejectedRows(ctx: Context, id: string): Promise<File> {
  return reportOf(ctx, id, { kind: 'rejected', title: 'rejected' });
}

/** The opt-outs of the file that are kept otherwise than it says. */
export function optOutDifferences(ctx: Context, id: string): Promise<File> {
  return reportOf(ctx, id, { kind: 'differences', title: 'opt-outs that differ' });
}

async function reportOf(
  ctx: Context,
  id: string,
  { kind, title }: { kind: 'rejected' | 'differences'; title: string },
): Promise<File> {
  const record = found(findImport(ctx.db.reader, id), 'import');
  const name = `${record.filename.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} ._-]/gu, '_')} - ${title}.csv`;
  const file = importFiles(ctx.paths, id)[kind];
  if (!existsSync(file)) throw new HeraldError('WRONG_STATE', 'This import has not read its file yet.');
  return new File([await openAsBlob(file)], name, { type: 'text/csv' });
}

/** The file and its report go; contacts stay, and can't be taken back any more. */
export function forgetImport(ctx: Context, actor: string, id: string): { done: true } {
  const states: ImportState[] = ['uploading', 'ready', 'done', 'cancelled', 'failed', 'undone'];
  const { no, filename } = inState(ctx, id, states, 'This import is at work; cancel it first.');
  ctx.db.write((tx) => {
    deleteImport(tx, id);
    ctx.queue.enqueue(tx, 'import.forget', { import_no: no });
    tx.record({ type: 'import.deleted', subject: `import:${id}`, actor, data: { filename } });
  });
  removeImportFiles(importFiles(ctx.paths, id));
  return { done: true };
}

function inState(ctx: Pick<ServiceContext, 'db'>, id: string, states: ImportState[], otherwise: string): ImportRecord {
  const record = found(findImport(ctx.db.reader, id), 'import');
  if (!states.includes(record.state)) throw new HeraldError('WRONG_STATE', otherwise, { state: record.state });
  if (states === AT_REST && record.received < record.bytes) {
    throw new HeraldError('WRONG_STATE', 'The file has not arrived completely.', { received: record.received });
  }
  return record;
}
