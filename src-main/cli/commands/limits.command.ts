import type { Command } from 'commander';
import type { RateLimits } from '#shared/contract/sender.contract.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { HeraldClient } from '../connect.ts';
import type { RunCommand } from '../run-command.ts';
import { table } from '../table.ts';

const SPANS = ['per_second', 'per_minute', 'per_hour', 'per_day'] as const;
const ALL = 'all senders together';

interface SetFlags {
  sender?: string;
  perSecond?: string;
  perMinute?: string;
  perHour?: string;
  perDay?: string;
}

export function addLimitCommands(program: Command, run: RunCommand): void {
  const limits = program.command('limits').description('how many messages may leave in each span of time');

  limits
    .command('list')
    .description('those of each sender, and of all together')
    .action((_flags: object, command: Command) =>
      run(command, async ({ client }, output) => {
        output.result(await listed(client), limitsTable);
        return 0;
      }),
    );

  limits
    .command('set')
    .description('change them; that takes hold at once, also in the midst of a send')
    .option('--sender <name>', 'of this sender; left out: of all senders together')
    .option('--per-second <n>', 'a number, or none')
    .option('--per-minute <n>', 'a number, or none')
    .option('--per-hour <n>', 'a number, or none')
    .option('--per-day <n>', 'a number, or none')
    .action((flags: SetFlags, command: Command) =>
      run(command, async ({ client }, output) => {
        await change(client, flags);
        output.result(await listed(client), limitsTable);
        return 0;
      }),
    );
}

interface Limited {
  name: string;
  rate: RateLimits;
}

async function listed(client: HeraldClient): Promise<Limited[]> {
  const [{ rate }, senders] = await Promise.all([client.sendingRules.get(), client.senders.list()]);
  return [{ name: ALL, rate }, ...senders.map((sender) => ({ name: sender.name, rate: sender.rate }))];
}

async function change(client: HeraldClient, flags: SetFlags): Promise<void> {
  if (flags.sender === undefined) {
    const { rate, revision } = await client.sendingRules.get();
    await client.sendingRules.update({ revision, rate: { ...rate, ...given(flags) } });
    return;
  }
  const sender = (await client.senders.list()).find(({ name }) => name === flags.sender);
  if (!sender) {
    throw new HeraldError('NOT_FOUND', `There is no sender called ${flags.sender}.`, {
      field: 'sender',
      hint: '"herald limits list" has their names.',
    });
  }
  const { id, revision, rate } = sender;
  await client.senders.update({ id, revision, rate: { ...rate, ...given(flags) } });
}

function given({ perSecond, perMinute, perHour, perDay }: SetFlags): Partial<RateLimits> {
  const values = [perSecond, perMinute, perHour, perDay];
  const entries = SPANS.flatMap((span, at) => {
    const value = values[at];
    return value === undefined ? [] : [[span, numberOf(value)] as const];
  });
  return Object.fromEntries(entries);
}

function numberOf(text: string): number | null {
  if (text === 'none') return null;
  if (/^[1-9]\d{0,7}$/.test(text)) return Number(text);
  throw new HeraldError('INVALID_INPUT', `"${text}" is no limit.`, { hint: 'Give a number from 1 on, or none.' });
}

function limitsTable(rows: Limited[]): string[] {
  const columns = SPANS.map((span) => span.replace('_', ' '));
  return table(
    ['Sender', ...columns],
    rows.map(({ name, rate }) => [name, ...SPANS.map((span) => rate[span] ?? 'none')]),
  );
}
