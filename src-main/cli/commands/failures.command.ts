import { type Command, Option } from 'commander';
import { type Failure, FailureCause, type FailureGroup } from '#shared/contract/failure.contract.ts';
import { firstItems } from '../first-items.ts';
import type { RunCommand } from '../run-command.ts';
import { table } from '../table.ts';

const DECISIONS = ['send-again', 'assume-sent'] as const;
const CHOICES = { 'send-again': 'send_again', 'assume-sent': 'assume_sent' } as const;

interface ChoiceFlags {
  cause?: Failure['cause'];
  campaign?: string;
}

/** Those of one cause, of one campaign, or all. */
function choosing(command: Command): Command {
  return command
    .addOption(new Option('--cause <cause>', 'only those that failed for this').choices(FailureCause.options))
    .option('--campaign <id>', 'only those of this campaign');
}

const choiceOf = ({ cause, campaign }: ChoiceFlags) => ({ cause, campaign_id: campaign });

export function addFailureCommands(program: Command, run: RunCommand): void {
  const failures = program.command('failures').description('messages that failed, by cause, and those in doubt');

  choosing(
    failures
      .command('list')
      .description('how many failed, for what; with --cause or --campaign, the messages themselves'),
  )
    .option('--limit <n>', 'at most so many messages', Number, 50)
    .action((flags: ChoiceFlags & { limit: number }, command: Command) =>
      run(command, async ({ client }, output) => {
        if (flags.cause || flags.campaign) {
          const choice = choiceOf(flags);
          output.result(
            await firstItems(flags.limit, (page) => client.failures.list({ ...choice, ...page })),
            messagesTable,
          );
        } else output.result(await client.failures.groups(), groupsTable);
        return 0;
      }),
    );

  choosing(failures.command('retry').description('try them again, at the address that the contact has now')).action(
    (flags: ChoiceFlags, command: Command) =>
      run(command, async ({ client }, output) => {
        output.result(
          await client.failures.retry(choiceOf(flags)),
          ({ queued, left }) => `${queued} are tried again, ${left} can not be.`,
        );
        return 0;
      }),
  );

  choosing(failures.command('discard').description('take them off the list; they stay failed')).action(
    (flags: ChoiceFlags, command: Command) =>
      run(command, async ({ client }, output) => {
        output.result(
          await client.failures.discard(choiceOf(flags)),
          ({ discarded }) => `${discarded} are off the list.`,
        );
        return 0;
      }),
  );

  failures
    .command('in-doubt <campaign>')
    .description('decide about messages of a campaign that may or may not have been delivered')
    .addOption(new Option('--do <what>', 'what becomes of them').choices(DECISIONS).makeOptionMandatory())
    .action((id: string, { do: what }: { do: (typeof DECISIONS)[number] }, command: Command) =>
      run(command, async ({ client }, output) => {
        output.result(
          await client.campaigns.resolveUnknown({ id, choice: CHOICES[what] }),
          ({ changed }) => `${changed} were in doubt.`,
        );
        return 0;
      }),
    );
}

function groupsTable({
  groups,
  in_doubt,
}: {
  groups: FailureGroup[];
  in_doubt: { name: string; id: string; count: number }[];
}): string[] {
  return [
    ...table(
      ['Cause', 'Messages', 'Campaigns', 'Latest', 'A server said'],
      groups.map(({ cause, count, campaigns, latest_at, example }) => [
        cause,
        count,
        campaigns,
        latest_at,
        example ?? '',
      ]),
    ),
    ...in_doubt.map(({ name, id, count }) => `${count} of ${name} (${id}) may or may not have been delivered.`),
  ];
}

function messagesTable(items: Failure[]): string[] {
  return table(
    ['Address', 'Campaign', 'Cause', 'What happened', 'Attempts'],
    items.map(({ address, campaign_name, cause, reason, attempts }) => [
      address,
      campaign_name,
      cause,
      reason,
      attempts,
    ]),
  );
}
