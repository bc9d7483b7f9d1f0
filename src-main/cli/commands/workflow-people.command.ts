import type { Command } from 'commander';
import type { Enrolment } from '#shared/contract/workflow.contract.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { HeraldClient } from '../connect.ts';
import { firstItems } from '../first-items.ts';
import type { RunCommand } from '../run-command.ts';
import { table } from '../table.ts';
import { contactIdOf } from './contact-id-of.ts';
import { workflowIdOf } from './workflow-id-of.ts';

const STATES = ['active', 'ended', 'failed', 'stuck'] as const;
const DEEDS = ['retry', 'skip', 'end'] as const;

interface PeopleFlags {
  node?: string;
  port?: string;
  state?: string;
  limit: number;
}

/** Who enters a workflow, who is in it, and what becomes of those who can't go on. */
export function addWorkflowPeopleCommands(workflows: Command, run: RunCommand): void {
  workflows
    .command('enter <name>')
    .description('let a contact, or everybody who is in a segment now, enter')
    .option('--contact <email>', 'the address of the contact')
    .option('--segment <segment>', 'the name of the segment')
    .action((name: string, flags: { contact?: string; segment?: string }, command: Command) =>
      run(command, async ({ client }, output) => {
        const id = await workflowIdOf(client, name);
        output.result(await enter(client, id, flags), () => ['They enter now.']);
        return 0;
      }),
    );

  workflows
    .command('people <name>')
    .description('who is in it or was')
    .option('--node <id>', 'only who stands there now')
    .option('--port <way>', 'with --node: who left it by this way out')
    .option('--state <state>', `only these: ${STATES.join(', ')}`)
    .option('--limit <n>', 'at most this many', Number, 200)
    .action((name: string, { node, port, state, limit }: PeopleFlags, command: Command) =>
      run(command, async ({ client }, output) => {
        const asked = { id: await workflowIdOf(client, name), node, port, state: oneOf(STATES, state, 'state') };
        const people = await firstItems(limit, (page) => client.workflows.enrolments({ ...asked, ...page }));
        output.result(people, peopleTable);
        return 0;
      }),
    );

  workflows
    .command('decide <name> <deed>')
    .description(`about all who can't go on: ${DEEDS.join(', ')}`)
    .option('--node <id>', 'only at this node')
    .action((name: string, asked: string, { node }: { node?: string }, command: Command) =>
      run(command, async ({ client }, output) => {
        const deed = oneOf(DEEDS, asked, 'deed') ?? 'retry';
        const about = { id: await workflowIdOf(client, name), node, deed };
        let { decided: sum, left } = await client.workflows.decideAll(about);
        // Whoever fails again meanwhile is not among those who were meant.
        for (const meant = sum + left; sum < meant && left > 0; ) {
          const more = await client.workflows.decideAll(about);
          sum += more.decided;
          left = more.left;
        }
        output.result({ decided: sum }, () => [`${sum} decided.`]);
        return 0;
      }),
    );
}

async function enter(client: HeraldClient, id: string, { contact, segment }: { contact?: string; segment?: string }) {
  if (contact !== undefined) {
    return client.workflows.enrol({ id, contact_id: await contactIdOf(client, contact) });
  }
  const named = (await client.segments.list()).find(({ name }) => name.toLowerCase() === segment?.toLowerCase());
  if (named) return client.workflows.enrolSegment({ id, segment_id: named.id });
  if (segment === undefined) {
    throw new HeraldError('INVALID_INPUT', 'Nobody was named.', {
      field: 'contact',
      hint: 'Use --contact or --segment.',
    });
  }
  throw new HeraldError('NOT_FOUND', `There is no segment "${segment}".`, { field: 'segment' });
}

function oneOf<Word extends string>(words: readonly Word[], text: string | undefined, field: string): Word | undefined {
  if (text === undefined) return undefined;
  const word = words.find((one) => one === text);
  if (word) return word;
  throw new HeraldError('INVALID_INPUT', `"${text}" can't be asked for.`, { field, hint: `Use ${words.join(', ')}.` });
}

function peopleTable(people: Enrolment[]): string[] {
  return table(
    ['Contact', 'State', 'Node', 'Since', 'Why'],
    people.map(({ email, contact, state, node, since, waits, error, ended }) => [
      email ?? contact,
      state,
      node,
      since,
      error ?? ended ?? (waits ? `waits for ${waits}` : ''),
    ]),
  );
}
