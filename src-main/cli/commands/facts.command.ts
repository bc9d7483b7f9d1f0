import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { EVENTS_AT_ONCE } from '#shared/contract/event.contract.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { HeraldClient } from '../connect.ts';
import { collect, importFile } from '../import-file.ts';
import type { Output } from '../output.ts';
import type { RunCommand } from '../run-command.ts';
import { table } from '../table.ts';

interface EventFlags {
  contact?: string;
  email?: string;
  externalId?: string;
  at?: string;
  key?: string;
  data: string[];
  createContact: boolean;
  file?: string;
}

type EventReport = Awaited<ReturnType<HeraldClient['events']['record']>>;

/** What is known of contacts: their fields, tags and events. */
export function addFactCommands(program: Command, run: RunCommand): void {
  const fields = program.command('fields').description('what is known of contacts beyond name and address');
  fields
    .command('list')
    .description('the custom fields')
    .action((_flags, command: Command) =>
      run(command, async ({ client }, output) => {
        output.result(await client.fields.list({}), (all) =>
          table(
            ['KEY', 'NAME', 'KIND', 'CHOICES'],
            all.map(({ key, label, type, choices }) => [key, label, type, choices.join(', ')]),
          ),
        );
        return 0;
      }),
    );

  const tags = program.command('tags').description('free labels of contacts');
  tags
    .command('list')
    .description('the tags, and how many contacts have each')
    .action((_flags, command: Command) =>
      run(command, async ({ client }, output) => {
        output.result(await client.tags.list(), (all) =>
          table(
            ['TAG', 'CONTACTS'],
            all.map(({ name, contacts }) => [name, contacts]),
          ),
        );
        return 0;
      }),
    );

  const events = program.command('events').description('what contacts do elsewhere');
  events
    .command('list')
    .description('which events there are, and how often each has happened')
    .action((_flags, command: Command) =>
      run(command, async ({ client }, output) => {
        output.result(await client.events.names(), (all) =>
          table(
            ['EVENT', 'TIMES', 'LAST'],
            all.map(({ name, events, last_at }) => [name, events, last_at]),
          ),
        );
        return 0;
      }),
    );
  events
    .command('import <file>')
    .description('read a CSV file or a workbook of events, such as the orders of a shop')
    .option('--name <name>', 'what happened, where no column says it, e.g. purchase')
    .option('--map <column=field>', 'where a column goes, e.g. --map Buyer=email --map Total=data.amount', collect, [])
    .action((file: string, { name, map }: { name?: string; map: string[] }, command: Command) =>
      run(command, (connection, output) => importFile(connection, output, { kind: 'events', file, map, event: name })),
    );
  events
    .command('add [name]')
    .description('tell what a contact did; or many events from a file')
    .option('--email <address>', 'whom it is about')
    .option('--contact <id>', 'whom it is about, by id')
    .option('--external-id <id>', 'whom it is about, by the id in your own system')
    .option('--create-contact', 'make the contact if there is none', false)
    .option('--at <time>', 'when it happened, e.g. 2026-03-01T09:00:00Z; now if left out')
    .option('--data <name=value>', 'what else is known, e.g. --data amount=49.9 --data currency=EUR', collect, [])
    .option('--key <key>', 'your own name for it: told twice, it counts once')
    .option('--file <file>', 'a JSON array of events, or one event a line; - reads from standard input')
    .action((name: string | undefined, flags: EventFlags, command: Command) =>
      run(command, ({ client }, output) => addEvents(client, output, { name, flags })),
    );
}

async function addEvents(
  client: HeraldClient,
  output: Output,
  { name, flags }: { name: string | undefined; flags: EventFlags },
): Promise<number> {
  const events = flags.file === undefined ? [eventOf(name, flags)] : readEvents(flags.file);
  const report: EventReport = { recorded: 0, known: 0, refused: 0, results: [] };
  for (let at = 0; at < events.length; at += EVENTS_AT_ONCE) {
    const part = await client.events.record({ events: events.slice(at, at + EVENTS_AT_ONCE) });
    report.recorded += part.recorded;
    report.known += part.known;
    report.refused += part.refused;
    report.results.push(...part.results);
    output.progress(`${at + part.results.length} of ${events.length}`);
  }
  output.result(report, linesOf);
  return report.refused === 0 ? 0 : 1;
}

function linesOf({ recorded, known, refused, results }: EventReport): string[] {
  const problems = results.flatMap(({ status, field, message }, at) =>
    status === 'refused' ? [`Event ${at + 1}: ${field ? `${field}: ` : ''}${message}`] : [],
  );
  return [`${recorded} recorded, ${known} known already, ${refused} refused.`, ...problems];
}

function eventOf(name: string | undefined, flags: EventFlags): Record<string, unknown> {
  const { email, contact: contact_id, externalId: external_id, at, key, createContact: create_contact } = flags;
  return {
    name,
    email,
    contact_id,
    external_id,
    at,
    key,
    create_contact,
    data: Object.fromEntries(flags.data.map(pair)),
  };
}

/** `amount=49.9` is a number, `gift=true` is a yes, anything else a text. */
function pair(text: string): [name: string, value: string | number | boolean] {
  const at = text.indexOf('=');
  if (at < 1)
    throw new HeraldError('INVALID_INPUT', `--data ${text} is not of the form name=value.`, { field: 'data' });
  const value = text.slice(at + 1);
  if (value === 'true' || value === 'false') return [text.slice(0, at), value === 'true'];
  return [text.slice(0, at), /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value];
}

function readEvents(file: string): Record<string, unknown>[] {
  const text = textOf(file).trim();
  const lines = text.startsWith('[') ? [text] : text.split('\n').filter((line) => line.trim() !== '');
  return lines.flatMap((line, at) => parsed(line, at + 1) as Record<string, unknown>[]);
}

function textOf(file: string): string {
  try {
    return readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (cause) {
    throw new HeraldError('INVALID_INPUT', `The file ${file} can't be read.`, { field: 'file' }, cause);
  }
}

function parsed(line: string, number: number): unknown {
  try {
    return JSON.parse(line);
  } catch (cause) {
    throw new HeraldError('INVALID_INPUT', `Line ${number} is not JSON.`, { field: 'file' }, cause);
  }
}
