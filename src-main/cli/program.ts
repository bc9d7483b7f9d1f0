import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command } from 'commander';
import { appRoot } from '#main/app/app-root.ts';
import { defaultDataDir } from '#main/app/default-data-dir.ts';
import { addBounceCommands } from './commands/bounce.command.ts';
import { addCampaignCommands } from './commands/campaigns.command.ts';
import { addContactCommands } from './commands/contacts.command.ts';
import { addDemoCommand } from './commands/demo.command.ts';
import { addDoctorCommand } from './commands/doctor.command.ts';
import { addFactCommands } from './commands/facts.command.ts';
import { addFailureCommands } from './commands/failures.command.ts';
import { addLimitCommands } from './commands/limits.command.ts';
import { addSegmentCommands } from './commands/segments.command.ts';
import { addServeCommand } from './commands/serve.command.ts';
import { addWorkflowCommands } from './commands/workflows.command.ts';
import type { RunCommand } from './run-command.ts';

/** Every command there is; `run` reaches Herald for those that ask it. */
export function createProgram(run: RunCommand): Command {
  const { version } = JSON.parse(readFileSync(join(appRoot, 'package.json'), 'utf8')) as { version: string };
  const program = new Command('herald')
    .description('Campaigns, contacts and numbers from the command line')
    .version(version)
    .option('--data-dir <folder>', 'the data folder', defaultDataDir())
    .option('--server <url>', 'ask the Herald at this address instead')
    .option('--token <token>', 'access token for --server')
    .option('--json', 'answer in JSON', false)
    .exitOverride();
  addServeCommand(program);
  addDemoCommand(program);
  addDoctorCommand(program, run);
  addContactCommands(program, run);
  addFactCommands(program, run);
  addCampaignCommands(program, run);
  addSegmentCommands(program, run);
  addWorkflowCommands(program, run);
  addFailureCommands(program, run);
  addLimitCommands(program, run);
  addBounceCommands(program);
  return program;
}
