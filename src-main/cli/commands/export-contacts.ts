import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import type { ContactTarget } from '#shared/contract/bulk-edit.contract.ts';
import { type ContactExport, ExportFormat } from '#shared/contract/export.contract.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { HeraldClient } from '../connect.ts';
import type { Output } from '../output.ts';

export interface ExportFlags {
  segment?: string;
  list?: string;
  out?: string;
  format: string;
  force?: boolean;
}

/** Has the file written as the console does, and brings it here. */
export async function exportContacts(client: HeraldClient, output: Output, flags: ExportFlags): Promise<number> {
  const format = formatOf(flags);
  const target = await targetOf(client, flags);
  if (flags.out && existsSync(flags.out) && !flags.force) {
    throw new HeraldError('INVALID_INPUT', `The file ${flags.out} is there already.`, {
      field: 'out',
      hint: 'Name another one, or say --force.',
    });
  }
  const { id } = await client.exports.start({ target, format });
  const ended = await untilWritten(client, id, output);
  if (ended.state !== 'done') {
    throw new HeraldError(
      'INTERNAL',
      `The export has ${ended.state}. ${ended.problem ? sayReason(ended.problem) : ''}`.trimEnd(),
    );
  }
  const content = await client.exports.download({ id });
  const file = flags.out ?? ended.filename;
  await writeFile(file, content.stream(), { mode: 0o600 });
  output.result({ file, rows: ended.rows, bytes: ended.bytes }, () => `${ended.rows} contacts in ${file}.`);
  return 0;
}

function formatOf({ format, out }: ExportFlags): ExportFormat {
  const wanted = format || (out?.toLowerCase().endsWith('.xlsx') ? 'xlsx' : 'csv');
  const known = ExportFormat.options.find((one) => one === wanted);
  if (known) return known;
  throw new HeraldError('INVALID_INPUT', `There is no format "${wanted}".`, { field: 'format', hint: 'csv or xlsx.' });
}

async function targetOf(client: HeraldClient, { segment, list }: ExportFlags): Promise<ContactTarget> {
  const filter: Extract<ContactTarget, { kind: 'matching' }>['filter'] = {};
  if (segment) filter.segment_id = named(await client.segments.list(), segment, 'segment').id;
  if (list)
    Object.assign(filter, { list_id: named(await client.lists.list(), list, 'list').id, list_state: 'subscribed' });
  return { kind: 'matching', filter };
}

function named<Record extends { name: string }>(records: Record[], name: string, what: string): Record {
  const record = records.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (record) return record;
  throw new HeraldError('NOT_FOUND', `There is no ${what} with the name "${name}".`, {
    field: what,
    hint: records.length > 0 ? `There are: ${records.map((one) => one.name).join(', ')}.` : `There is no ${what} yet.`,
  });
}

async function untilWritten(client: HeraldClient, id: string, output: Output): Promise<ContactExport> {
  const stop = new AbortController();
  const notices = await client.stream.watch(undefined, { signal: stop.signal });
  try {
    let file = await client.exports.get({ id });
    while (file.state === 'waiting' || file.state === 'running') {
      output.progress(`${file.rows} of ${file.total} contacts`);
      const { done } = await notices.next();
      if (done) break;
      file = await client.exports.get({ id });
    }
    return file;
  } finally {
    stop.abort();
  }
}
