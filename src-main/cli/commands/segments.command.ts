import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import type {
  SegmentExplanation,
  SegmentPreview,
  SegmentProblem,
  SegmentVerdict,
} from '#shared/contract/segment.contract.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { HeraldClient } from '../connect.ts';
import type { RunCommand } from '../run-command.ts';
import { table } from '../table.ts';
import { contactIdOf } from './contact-id-of.ts';

export function addSegmentCommands(program: Command, run: RunCommand): void {
  const segments = program.command('segments').description('rules over contacts');

  segments
    .command('list')
    .description('the saved ones, with their rules')
    .action((_flags: object, command: Command) =>
      run(command, async ({ client }, output) => {
        output.result(await client.segments.list(), (rows) =>
          table(
            ['Name', 'Rule'],
            rows.map(({ name, rule }) => [name, rule]),
          ),
        );
        return 0;
      }),
    );

  segments
    .command('check <rule>')
    .description('what is wrong with a rule, and its usual form')
    .action((rule: string, _flags: object, command: Command) =>
      run(command, async ({ client }, output) => {
        const answer = await client.segments.check({ rule });
        output.result(answer, ({ problems, warnings, canonical }) => [
          ...[...problems, ...warnings].map(sentenceOf),
          ...(canonical === null ? [] : [canonical]),
        ]);
        return answer.problems.length === 0 ? 0 : 1;
      }),
    );

  segments
    .command('count <rule>')
    .description('how many contacts fit a rule')
    .action((rule: string, _flags: object, command: Command) =>
      run(command, async ({ client }, output) => {
        const { count, took_ms } = await counted(client, rule);
        output.result({ count, took_ms }, () => String(count));
        return 0;
      }),
    );

  segments
    .command('explain <rule>')
    .description('why a contact is in or out, condition by condition')
    .requiredOption('--contact <email>', 'the address of the contact')
    .action((rule: string, { contact }: { contact: string }, command: Command) =>
      run(command, async ({ client }, output) => {
        const contact_id = await contactIdOf(client, contact);
        output.result(await client.segments.explain({ contact_id, rule }), explained);
        return 0;
      }),
    );
}

/** Asks until the count is there: a long one goes on between two questions. */
async function counted(client: HeraldClient, rule: string): Promise<SegmentPreview> {
  for (;;) {
    const answer = await client.segments.preview({ rule });
    const [problem] = answer.problems;
    if (problem) throw new HeraldError('INVALID_INPUT', sentenceOf(problem), { field: 'rule' });
    if (!answer.pending) return answer;
    await sleep(200);
  }
}

function sentenceOf({ line, column, message, suggestion, hint }: SegmentProblem): string {
  const meant = suggestion === null ? (hint ?? '') : `Did you mean ${suggestion}?`;
  return `Line ${line}, column ${column}: ${message} ${meant}`.trimEnd();
}

function explained({ contact, holds, verdict, changes }: SegmentExplanation): string[] {
  return [
    `${contact.email ?? contact.name} is ${holds ? 'in' : 'out'}.`,
    ...verdictLines(verdict, 0),
    ...(changes.length === 0 ? [] : ['', `To be ${holds ? 'out' : 'in'}, this would have to change:`]),
    ...changes.map(({ rule, becomes }) => `  ${becomes ? 'must be true' : 'must be false'}: ${rule}`),
  ];
}

function verdictLines({ kind, rule, holds, value, children }: SegmentVerdict, depth: number): string[] {
  const isGroup = kind === 'and' || kind === 'or' || kind === 'not';
  const has = value === null || isGroup ? '' : ` (${[value].flat().join(', ')})`;
  const own = `${'  '.repeat(depth)}${holds ? 'yes' : 'no '}  ${isGroup ? kind.toUpperCase() : rule}${has}`;
  return [own, ...children.flatMap((child) => verdictLines(child, depth + 1))];
}
