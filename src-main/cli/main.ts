#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { appRoot } from '#main/app/app-root.ts';
import { defaultDataDir } from '#main/app/default-data-dir.ts';
import { addBounceCommands } from './commands/bounce.command.ts';
import { addCampaignCommands } from './commands/campaigns.command.ts';
import { addContactCommands } from './commands/contacts.command.ts';
import { addDemoCommand } from './commands/demo.command.ts';
import { addDoctorCommand } from './commands/doctor.command.ts';
import { addFactCommands } from './commands/facts.command.ts';
import { addSegmentCommands } from './commands/segments.command.ts';
import { addServeCommand } from './commands/serve.command.ts';
import { runCommand } from './run-command.ts';

const USAGE_ERROR = 2;

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
addDoctorCommand(program, runCommand);
addContactCommands(program, runCommand);
addFactCommands(program, runCommand);
addCampaignCommands(program, runCommand);
addSegmentCommands(program, runCommand);
addBounceCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  if (!(error instanceof CommanderError)) throw error;
  process.exitCode = error.exitCode === 0 ? 0 : USAGE_ERROR;
}
