import { openAsBlob } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Tx } from '#main/db/access.ts';
import { removeFile, writeAt } from '#main/platform/upload-file.ts';
import {
  deleteImport,
  findImport,
  type ImportFormat,
  type ImportRecord,
  type ImportState,
  type ImportView,
  importView,
  insertImport,
  type StoredImportOptions,
  updateImport,
} from '#main/repositories/import.repo.ts';
import { findList, findListByName, insertList } from '#main/repositories/list.repo.ts';
import { isImportTarget } from '#shared/domain/import/import-mapping.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { importFiles, removeImportFiles } from './import-files.ts';
import { type Inspection, inspectFile, type PreviewRow, previewFile } from './inspect-import.ts';
import type { ServiceContext } from './service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'paths' | 'queue'>;

/** States in which the file is complete and nothing runs. */
const AT_REST: ImportState[] = ['ready', 'cancelled', 'failed'];

export function getImport(ctx: Pick<ServiceContext, 'db'>, id: string): ImportView {
  return importView(found(findImport(ctx.db.reader, id), 'import'));
}

export function beginImport(ctx: Context, actor: string, input: { filename: string; bytes: number }): ImportView {
  const id = ctx.ids.id();
  writeAt(importFiles(ctx.paths, id).source, 0, new Uint8Array());
  ctx.db.write((tx) =>
    insertImport(tx, {
      id,
      ...input,
      received: 0,
      state: 'uploading',
      created_by: actor,
      created_at: instantOf(ctx.clock.now()),
    }),
  );
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

export function inspectImport(
  ctx: Context,
  { id, format = {} }: { id: string; format?: Partial<ImportFormat> },
): Promise<Inspection> {
  const record = inState(ctx, id, AT_REST, 'The file can be looked at once it has arrived and before it is imported.');
  return inspectFile(importFiles(ctx.paths, id).source, record.bytes, format);
}

export async function previewImport(
  ctx: Context,
  { id, options }: { id: string; options: StoredImportOptions },
): Promise<{ rows: PreviewRow[] }> {
  inState(ctx, id, AT_REST, 'The file can be looked at once it has arrived and before it is imported.');
  refuseBadMapping(options.mapping);
  return { rows: await previewFile(importFiles(ctx.paths, id).source, options) };
}

/** From here on the import goes on by itself, over restarts too. */
export function startImport(
  ctx: Context,
  actor: string,
  { id, options }: { id: string; options: StoredImportOptions },
): ImportView {
  inState(ctx, id, AT_REST, 'This import cannot be started now.');
  refuseBadMapping(options.mapping);
  ctx.db.write((tx) => {
    for (const [at, list_id] of options.list_ids.entries()) {
      if (findList(tx, list_id)) continue;
      throw new HeraldError('NOT_FOUND', 'There is no such list.', { field: `options.list_ids.${at}` });
    }
    const { new_list, ...kept } = options;
    const list_ids = new_list ? [...options.list_ids, listNamed(ctx, tx, actor, new_list)] : options.list_ids;
    const edit = {
      state: 'waiting',
      options: { ...kept, list_ids },
      problem: null,
      progress: {},
      staged: false,
    } as const;
    if (!updateImport(tx, id, AT_REST, { ...edit, merge_key: '', started_at: null, finished_at: null })) return;
    ctx.queue.enqueue(tx, 'import.run', { import_id: id }, { key: id });
    tx.record({ type: 'import.started', subject: `import:${id}`, actor });
    tx.touch('imports', `import:${id}`);
  });
  return getImport(ctx, id);
}

/** Takes a whole file, believes every guess about it and starts. @returns the list that everybody is put on */
export async function importWhole(
  ctx: Context,
  actor: string,
  { filename, content, new_list }: { filename: string; content: Blob; new_list: string },
): Promise<{ list_id: string }> {
  const { id } = beginImport(ctx, actor, { filename, bytes: content.size });
  await appendToImport(ctx, { id, offset: 0, chunk: content });
  const { format, columns } = await inspectImport(ctx, { id });
  const mapping = columns.map((column) => column.guess);
  startImport(ctx, actor, { id, options: { format, mapping, list_ids: [], new_list, update_existing: true } });
  return { list_id: found(findListByName(ctx.db.reader, new_list), 'list').id };
}

/** Stops between two steps; what is in stays in. */
export function cancelImport(ctx: Context, actor: string, id: string): ImportView {
  const states: ImportState[] = ['uploading', 'ready', 'waiting', 'running'];
  inState(ctx, id, states, 'This import has ended already.');
  ctx.db.write((tx) => {
    const before = found(findImport(tx, id), 'import');
    if (!updateImport(tx, id, states, { state: 'cancelled', finished_at: instantOf(ctx.clock.now()) })) return;
    tx.record({ type: 'import.cancelled', subject: `import:${id}`, actor });
    tx.touch('imports', `import:${id}`, 'contacts', 'lists');
    // Without the whole file there is nothing that could be started again.
    if (before.received < before.bytes) removeFile(importFiles(ctx.paths, id).source);
  });
  return getImport(ctx, id);
}

/** Says in words why an import could not go on; the file stays, so that it can be started again. */
export function failImport(ctx: Pick<ServiceContext, 'db' | 'clock'>, id: string, problem: string): void {
  ctx.db.write((tx) => {
    const finished_at = instantOf(ctx.clock.now());
    if (!updateImport(tx, id, ['waiting', 'running'], { state: 'failed', problem, finished_at })) return;
    tx.record({ type: 'import.failed', subject: `import:${id}`, actor: null, data: { problem } });
    tx.touch('imports', `import:${id}`);
  });
}

/** The rows that were not taken, or not wholly, as a file. */
export async function rejectedRows(ctx: Context, id: string): Promise<File> {
  const record = found(findImport(ctx.db.reader, id), 'import');
  const name = `${record.filename.replace(/\.[^.]*$/, '').replace(/[^\p{L}\p{N} ._-]/gu, '_')} - rejected.csv`;
  const file = importFiles(ctx.paths, id).rejected;
  const known = await stat(file).then(
    () => true,
    () => false,
  );
  if (!known) throw new HeraldError('WRONG_STATE', 'This import has not read its file yet.');
  return new File([await openAsBlob(file)], name, { type: 'text/csv' });
}

export function forgetImport(ctx: Context, actor: string, id: string): { done: true } {
  const states: ImportState[] = ['uploading', 'ready', 'done', 'cancelled', 'failed'];
  inState(ctx, id, states, 'This import is at work; cancel it first.');
  ctx.db.write((tx) => {
    deleteImport(tx, id);
    tx.record({ type: 'import.deleted', subject: `import:${id}`, actor });
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

function refuseBadMapping(mapping: readonly (string | null)[]): void {
  const seen = new Set<string>();
  for (const [at, target] of mapping.entries()) {
    if (target === null) continue;
    const field = `options.mapping.${at}`;
    if (!isImportTarget(target)) throw new HeraldError('INVALID_INPUT', `There is no field "${target}".`, { field });
    if (seen.has(target)) {
      throw new HeraldError('INVALID_INPUT', `Two columns go to "${target}".`, {
        field,
        hint: 'Choose another field for one of them, or leave it out.',
      });
    }
    seen.add(target);
  }
  if (!seen.has('email')) {
    throw new HeraldError('INVALID_INPUT', 'No column holds the email address.', {
      field: 'options.mapping',
      hint: 'Choose the column with the addresses.',
    });
  }
}

/** A list of this name, made if there is none: an import that is started again must not make a second one. */
function listNamed(ctx: Context, tx: Tx, actor: string, name: string): string {
  const known = findListByName(tx, name);
  if (known) return known.id;
  const id = ctx.ids.id();
  insertList(tx, { id, name, description: '', created_at: instantOf(ctx.clock.now()) });
  tx.record({ type: 'list.created', subject: `list:${id}`, actor, data: { name } });
  return id;
}
