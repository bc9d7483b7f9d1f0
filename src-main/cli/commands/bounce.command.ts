import type { Command } from 'commander';
import { parseBounceFile } from '#main/app/parse-bounce-file.ts';
import type { GlobalFlags } from '../global-flags.ts';
import { createOutput, reportFailure } from '../output.ts';
import { table } from '../table.ts';

type ParsedBounce = Awaited<ReturnType<typeof parseBounceFile>> & { file: string };

export function addBounceCommands(program: Command): void {
  const bounce = program.command('bounce').description('what came back');
  bounce
    .command('parse <file...>')
    .description('what mails in files mean: bounces, complaints, automatic replies; changes nothing')
    .action(async (files: string[], _flags: object, command: Command) => {
      const { json } = command.optsWithGlobals<GlobalFlags>();
      try {
        const parsed: ParsedBounce[] = [];
        for (const file of files) parsed.push({ file, ...(await parseBounceFile(file)) });
        createOutput(json).result(parsed, tableOf);
      } catch (error) {
        reportFailure(error, json);
        process.exitCode = 1;
      }
    });
}

function tableOf(parsed: ParsedBounce[]): string[] {
  return table(
    ['FILE', 'KIND', 'RECIPIENT', 'CLASS', 'STATUS', 'REASON', 'WORDS'],
    parsed.flatMap(({ file, kind, recipients }) =>
      recipients.length === 0
        ? [[file, kind, '', '', '', '', '']]
        : recipients.map((one) => [
            file,
            kind,
            one.recipient ?? '',
            one.class,
            one.status ?? one.reply ?? '',
            one.reason ?? one.action ?? '',
            one.diagnostic.slice(0, 80),
          ]),
    ),
  );
}
