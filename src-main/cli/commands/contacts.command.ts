import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { type ImportJob, type ImportOptions, UPLOAD_CHUNK_BYTES } from '#shared/contract/import.contract.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { HeraldClient } from '../connect.ts';
import type { Output } from '../output.ts';
import type { RunCommand } from '../run-command.ts';
import { type ExportFlags, exportContacts } from './export-contacts.ts';

interface ImportFlags {
  list?: string;
  map: string[];
  update: boolean;
}

export function addContactCommands(program: Command, run: RunCommand): void {
  const contacts = program.command('contacts').description('people outside, and files of them');

  contacts
    .command('import <file>')
    .description('read a CSV file into contacts')
    .option('--list <name>', 'add everybody to this list; it is made if it does not exist')
    .option(
      '--map <column=field>',
      'where a column goes, e.g. --map Mail=email --map Plan=attributes.plan',
      collect,
      [],
    )
    .option('--no-update', 'leave contacts alone that are already there')
    .action((file: string, flags: ImportFlags, command: Command) =>
      run(command, ({ client }, output) => importFile(client, output, file, flags)),
    );

  contacts
    .command('export')
    .description('write contacts into a file: everybody, a segment, or who is subscribed to a list')
    .option('--segment <name>', 'only those in this segment')
    .option('--list <name>', 'only those subscribed to this list')
    .option('--out <file>', 'where to; by default a name with the time in this folder')
    .option('--format <format>', 'csv or xlsx; by default as the file is named', '')
    .option('--force', 'replace a file that is there already')
    .action((flags: ExportFlags, command: Command) =>
      run(command, ({ client }, output) => exportContacts(client, output, flags)),
    );
}

async function importFile(client: HeraldClient, output: Output, file: string, flags: ImportFlags): Promise<number> {
  const { id } = await upload(client, file);
  const { columns, format } = await client.imports.inspect({ id });
  const options: ImportOptions = {
    format,
    mapping: applyMap(columns, flags.map),
    list_ids: [],
    update_existing: flags.update,
    ...(flags.list ? await listOption(client, flags.list) : {}),
  };
  await client.imports.start({ id, options });
  const job = await untilFinished(client, id, output);
  output.result(job, summaryOf);
  return job.state === 'done' ? 0 : 1;
}

/** Sends a file to Herald piece by piece. */
export async function upload(client: HeraldClient, file: string): Promise<ImportJob> {
  const size = sizeOf(file);
  const filename = basename(file);
  let job = await client.imports.begin({ filename, bytes: size });
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

function summaryOf(job: ImportJob): string {
  const { created, updated, unchanged, duplicates, rejected } = job.progress;
  const counts = `${created} new, ${updated} changed, ${unchanged} unchanged, ${duplicates} doubled in the file, ${rejected} rejected`;
  return job.state === 'done'
    ? `${job.filename}: ${counts}.`
    : `${job.filename}: ${job.state}. ${job.problem ?? counts}`;
}

function collect(value: string, earlier: string[]): string[] {
  return [...earlier, value];
}
