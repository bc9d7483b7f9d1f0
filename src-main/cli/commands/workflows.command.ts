import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { EnrolmentTrace, KeptRehearsal, Rehearsal, WorkflowIssue } from '#shared/contract/workflow.contract.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { RunCommand } from '../run-command.ts';
import { table } from '../table.ts';
import { contactIdOf } from './contact-id-of.ts';
import { workflowIdOf } from './workflow-id-of.ts';
import { addWorkflowPeopleCommands } from './workflow-people.command.ts';

export function addWorkflowCommands(program: Command, run: RunCommand): void {
  const workflows = program.command('workflows').description('what happens by itself');

  workflows
    .command('list')
    .description('all of them, with how many people are inside')
    .action((_flags: object, command: Command) =>
      run(command, async ({ client }, output) => {
        output.result(await client.workflows.list(), (rows) =>
          table(
            ['Name', 'State', 'Inside', 'Entered'],
            rows.map(({ name, state, inside, entered }) => [name, state, String(inside), String(entered)]),
          ),
        );
        return 0;
      }),
    );

  workflows
    .command('import <file>')
    .description('make one from JSON: a graph, or {"steps": [...]}')
    .option('--name <name>', 'what to call it')
    .action((file: string, { name }: { name?: string }, command: Command) =>
      run(command, async ({ client }, output) => {
        const made = await client.workflows.import({ name, definition: readDefinition(file) });
        output.result(made, () => [`"${made.name}" is a draft now.`]);
        return 0;
      }),
    );

  workflows
    .command('export <name>')
    .description('the draft as JSON')
    .action((name: string, _flags: object, command: Command) =>
      run(command, async ({ client }, output) => {
        const exported = await client.workflows.export({ id: await workflowIdOf(client, name) });
        output.result(exported, () => [JSON.stringify(exported, null, 2)]);
        return 0;
      }),
    );

  workflows
    .command('schema')
    .description('the JSON schema of graphs')
    .action((_flags: object, command: Command) =>
      run(command, async ({ client }, output) => {
        const schema = await client.workflows.schema();
        output.result(schema, () => [JSON.stringify(schema, null, 2)]);
        return 0;
      }),
    );

  workflows
    .command('check <name>')
    .description('what keeps the draft from being published')
    .action((name: string, _flags: object, command: Command) =>
      run(command, async ({ client }, output) => {
        const { draft } = await client.workflows.get({ id: await workflowIdOf(client, name) });
        const issues = await client.workflows.validate({ graph: draft });
        output.result(issues, () => (issues.length === 0 ? ['Nothing is wrong.'] : issues.map(issueLine)));
        return issues.some(({ severity }) => severity === 'error') ? 1 : 0;
      }),
    );

  workflows
    .command('publish <name>')
    .description('make the draft what people enter; those inside finish on their version')
    .action((name: string, _flags: object, command: Command) =>
      run(command, async ({ client }, output) => {
        const id = await workflowIdOf(client, name);
        const kept = await client.workflows.rehearsals({ id });
        const broken = kept.filter(({ passes }) => !passes);
        if (broken.length > 0) {
          const names = broken.map((one) => `"${one.name}"`).join(', ');
          throw new HeraldError('WRONG_STATE', `These rehearsals go another way now: ${names}.`, {
            hint: 'Look at them in the console, and keep them anew or correct the workflow.',
          });
        }
        const { revision } = await client.workflows.get({ id });
        const live = await client.workflows.publish({ id, revision });
        output.result(live, () => [`Version ${live.live_number} of "${live.name}" is live.`]);
        return 0;
      }),
    );

  for (const change of ['pause', 'resume', 'archive'] as const) {
    workflows
      .command(`${change} <name>`)
      .description({ pause: 'nobody moves', resume: 'people move again', archive: 'take everybody out' }[change])
      .action((name: string, _flags: object, command: Command) =>
        run(command, async ({ client }, output) => {
          const changed = await client.workflows[change]({ id: await workflowIdOf(client, name) });
          output.result(changed, () => [`"${changed.name}" is ${changed.state}.`]);
          return 0;
        }),
      );
  }

  workflows
    .command('rehearse <name>')
    .description('go through the draft with a clock that jumps; nothing is sent')
    .option('--contact <email>', 'who goes through; without it somebody made up')
    .option('--reads <what>', 'what they do with each email: nothing, opens, clicks', 'opens')
    .option('--start <moment>', 'when it begins, RFC 3339')
    .option('--keep <title>', 'keep it under this title: its way is expected from now on')
    .action((name: string, flags: RehearseFlags, command: Command) =>
      run(command, async ({ client }, output) => {
        const reads = readsOf(flags.reads);
        const contact_id = flags.contact === undefined ? null : await contactIdOf(client, flags.contact);
        const scene = { contact_id, reads, start: flags.start ?? null };
        const id = await workflowIdOf(client, name);
        output.result(await client.workflows.rehearse({ id, scene }), rehearsalLines);
        if (flags.keep !== undefined) await client.workflows.keepRehearsal({ id, name: flags.keep, scene });
        return 0;
      }),
    );

  workflows
    .command('rehearsals <name>')
    .description('runs the kept ones on the draft as it is; fails when one goes another way now')
    .action((name: string, _flags: object, command: Command) =>
      run(command, async ({ client }, output) => {
        const kept = await client.workflows.rehearsals({ id: await workflowIdOf(client, name) });
        output.result(kept, () => kept.flatMap(keptLines));
        return kept.every(({ passes }) => passes) ? 0 : 1;
      }),
    );

  workflows
    .command('trace <name>')
    .description('the way of a contact, step by step')
    .requiredOption('--contact <email>', 'the address of the contact')
    .action((name: string, { contact }: { contact: string }, command: Command) =>
      run(command, async ({ client }, output) => {
        const workflow_id = await workflowIdOf(client, name);
        const passes = await client.workflows.ofContact({ contact_id: await contactIdOf(client, contact) });
        const last = passes.find((pass) => pass.workflow_id === workflow_id);
        if (!last) throw new HeraldError('NOT_FOUND', `${contact} has never been in "${name}".`, { field: 'contact' });
        output.result(await client.workflows.trace({ id: last.id }), traceLines);
        return 0;
      }),
    );

  addWorkflowPeopleCommands(workflows, run);
}

interface RehearseFlags {
  contact?: string;
  reads: string;
  start?: string;
  keep?: string;
}

function readDefinition(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new HeraldError('INVALID_INPUT', `${file} can't be read as JSON: ${(error as Error).message}`, {
      field: 'file',
    });
  }
}

function readsOf(text: string): 'nothing' | 'opens' | 'clicks' {
  if (text === 'nothing' || text === 'opens' || text === 'clicks') return text;
  throw new HeraldError('INVALID_INPUT', `"${text}" is nothing that people do with an email.`, {
    field: 'reads',
    hint: 'Use nothing, opens or clicks.',
  });
}

function issueLine({ severity, node, message }: WorkflowIssue): string {
  return `${severity}${node === null ? '' : ` at ${node}`}: ${message}`;
}

function rehearsalLines({ steps, ended, state }: Rehearsal): string[] {
  const lines = steps.flatMap(({ entered_at, node, port, reason, waits, because, message }) => [
    `${entered_at}  ${node}${port === null ? '' : ` -> ${port}`}  ${waits ? `waits for ${waits}` : wordOf(reason)}`,
    ...because.map(({ rule, holds }) => `    ${holds ? 'yes' : 'no '}  ${rule}`),
    ...(message ? [`    ${message.problem ?? `"${message.subject || message.text}" to ${message.to}`}`] : []),
  ]);
  return [...lines, ended ?? state];
}

function traceLines({ steps, enrolment }: EnrolmentTrace): string[] {
  const way = steps.map(
    ({ entered_at, left_at, node, port, reason }) =>
      `${entered_at} - ${left_at}  ${node}${port === null ? '' : ` -> ${port}`}  ${wordOf(reason)}`,
  );
  const { state, node, waits, due_at, error, ended } = enrolment;
  const now = ended ?? `${state} at ${node}${waits ? `, waits for ${waits}` : ''}${due_at ? ` until ${due_at}` : ''}`;
  return [...way, error ? `${now}: ${error}` : now];
}

function wordOf(reason: EnrolmentTrace['steps'][number]['reason'] | null): string {
  return reason === null ? '' : `${reason.code.replaceAll('_', ' ')}${reason.why ? ` (${reason.why})` : ''}`;
}

function keptLines({ name, passes, way, now }: KeptRehearsal): string[] {
  if (passes) return [`ok    ${name}`];
  return [
    `other ${name}`,
    `    expected ${way.join(' ')}`,
    `    goes     ${now?.join(' ') ?? 'nowhere: its contact is gone'}`,
  ];
}
