import type { Command } from 'commander';
import type { RunCommand } from '../run-command.ts';

export function addDoctorCommand(program: Command, run: RunCommand): void {
  program
    .command('doctor')
    .description('check everything Herald stands on')
    .action((_flags: object, command: Command) =>
      run(command, async ({ client }, output) => {
        const report = await client.system.doctor();
        output.result(report, ({ checks }) =>
          checks.map(({ ok, name, detail }) => `${ok ? 'ok  ' : 'BAD '} ${name}: ${detail}`),
        );
        return report.ok ? 0 : 1;
      }),
    );
}
