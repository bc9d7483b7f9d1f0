import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import {
  type ImportInspection,
  type ImportJob,
  type ImportOptions,
  UPLOAD_CHUNK_BYTES,
} from '#shared/contract/import.contract.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { Connection, HeraldClient } from './connect.ts';
import type { Output } from './output.ts';

export interface FileToImport {
  kind: ImportJob['kind'];
  file: string;
  /** `column=field`, each stronger than what is guessed. */
  map: readonly string[];
  /** Everybody joins the list of this name. */
  list?: string;
  update_existing?: boolean;
  /** What happened, where no column of a file of events says it. */
  event?: string;
}

/** Sends a file, imports it as Herald guesses and `map` says, and tells what became of it. @returns the exit code */
export async function importFile({ client }: Connection, output: Output, given: FileToImport): Promise<number> {
  const { id } = await upload(client, given.file, given.kind);
  const inspection = await client.imports.inspect({ id });
  const mapping = applyMap(inspection.columns, given.map);
  const options: ImportOptions = {
    format: inspection.format,
    mapping,
    readings: inspection.columns.map(({ reading }) => reading),
    new_fields: newFields(inspection, mapping),
    list_ids: [],
    update_existing: given.update_existing ?? true,
    ...(given.list ? await listOption(client, given.list) : {}),
    ...(given.event ? { event: { name: given.event } } : {}),
  };
  await client.imports.start({ id, options });
  const job = await untilFinished(client, id, output);
  output.result(job, summaryOf);
  return job.state === 'done' ? 0 : 1;
}

/** Custom fields and values of events that a column goes to and that are not there yet: of the kind that the column holds. */
function newFields({ columns, fields }: ImportInspection, mapping: readonly (string | null)[]) {
  const known = new Set(fields.map(({ key }) => key));
  return columns.flatMap(({ name, type }, at) => {
    const key = mapping[at]?.split('.')[1];
    return key && !known.has(key) ? [{ key, label: name.slice(0, 80), type }] : [];
  });
}

/** Sends a file to Herald piece by piece. */
export async function upload(
  client: HeraldClient,
  file: string,
  kind: ImportJob['kind'] = 'contacts',
): Promise<ImportJob> {
  const size = sizeOf(file);
  const filename = basename(file);
  let job = await client.imports.begin({ filename, bytes: size, kind });
  let offset = 0;
  for await (const piece of createReadStream(file, { highWaterMark: UPLOAD_CHUNK_BYTES })) {
    job = await client.imports.append({ id: job.id, offset, chunk: new File([piece], filename) });
    offset += (piece as Buffer).length;
  }
  return job;
}

function sizeOf(file: string): number {
  try {
    return statSync(file).size;
  } catch (cause) {
    throw new HeraldError('INVALID_INPUT', `The file ${file} can't be read.`, { field: 'file' }, cause);
  }
}

/** Guesses for the columns, overruled by what `--map` says. */
function applyMap(
  columns: readonly { name: string; guess: string | null }[],
  map: readonly string[],
): (string | null)[] {
  const wanted = new Map(map.map(splitPair));
  for (const name of wanted.keys()) {
    if (!columns.some((column) => column.name === name)) {
      throw new HeraldError('INVALID_INPUT', `The file has no column "${name}".`, {
        field: 'map',
        hint: `Its columns are: ${columns.map((column) => column.name).join(', ')}.`,
      });
    }
  }
  return columns.map(({ name, guess }) => wanted.get(name) ?? guess);
}

function splitPair(pair: string): [column: string, field: string] {
  const at = pair.lastIndexOf('=');
  if (at < 1)
    throw new HeraldError('INVALID_INPUT', `--map ${pair} is not of the form column=field.`, { field: 'map' });
  return [pair.slice(0, at), pair.slice(at + 1)];
}

async function listOption(client: HeraldClient, name: string): Promise<Pick<ImportOptions, 'list_ids' | 'new_list'>> {
  const existing = (await client.lists.list()).find((list) => list.name.toLowerCase() === name.toLowerCase());
  return existing ? { list_ids: [existing.id] } : { list_ids: [], new_list: name };
}

const FINISHED: ReadonlySet<ImportJob['state']> = new Set(['done', 'cancelled', 'failed']);

/** Follows an import over the live stream until it has ended. */
export async function untilFinished(client: HeraldClient, id: string, output: Output): Promise<ImportJob> {
  const stop = new AbortController();
  const notices = await client.stream.watch(undefined, { signal: stop.signal });
  try {
    let job = await client.imports.get({ id });
    while (!FINISHED.has(job.state)) {
      output.progress(`${job.progress.rows} rows, ${Math.round(job.progress.rows_per_second)} a second`);
      const { done } = await notices.next();
      if (done) break;
      job = await client.imports.get({ id });
    }
    return job;
  } finally {
    stop.abort();
  }
}

function summaryOf({ filename, kind, state, problem, progress }: ImportJob): string {
  const { created, updated, unchanged, duplicates, rejected } = progress;
  const counts =
    kind === 'events'
      ? `${created} recorded, ${unchanged} known already, ${duplicates} doubled in the file, ${rejected} rejected`
      : `${created} new, ${updated} changed, ${unchanged} unchanged, ${duplicates} doubled in the file, ${rejected} rejected`;
  return state === 'done'
    ? `${filename}: ${counts}.`
    : `${filename}: ${state}. ${problem ? sayReason(problem) : counts}`;
}

/** For flags that may be given several times. */
export function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value];
}
