import type { Command } from 'commander';
import type { HeraldApp } from '#main/app/create-app.ts';
import { serve } from '#main/app/serve.ts';
import { parseServeArguments } from '#main/app/serve-arguments.ts';
import type { GlobalFlags } from '../global-flags.ts';
import { createOutput } from '../output.ts';

const USAGE_ERROR = 2;

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description(
      'run the server: --host H --port P, --tracking-host H --tracking-port P, --public-url URL, --trust-proxy ADDRESS',
    )
    .argument('[flags...]')
    .allowUnknownOption()
    .action(async (flags: string[], _options: object, command: Command) => {
      const { dataDir, json } = command.optsWithGlobals<GlobalFlags>();
      const parsed = parseServeArguments(['--data-dir', dataDir, ...flags], process.env);
      if ('problem' in parsed) {
        process.stderr.write(`${parsed.problem}\n`);
        process.exitCode = USAGE_ERROR;
        return;
      }
      process.exitCode = await serve(parsed.options, (app) => createOutput(json).result(addressesOf(app), sentencesOf));
    });
}

interface Addresses {
  console_url: string;
  tracking_url: string;
  setup_url: string | null;
}

function addressesOf({ services, setup_url }: HeraldApp): Addresses {
  const { console_url, tracking_url } = services.endpoints;
  return { console_url, tracking_url, setup_url };
}

function sentencesOf({ console_url, setup_url }: Addresses): string[] {
  const where = `Herald answers at ${console_url}`;
  return setup_url ? [where, `Set it up here, within 30 minutes: ${setup_url}`] : [where];
}
