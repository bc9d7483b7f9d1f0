import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Command } from 'commander';
import { appRoot } from '#main/app/app-root.ts';
import { createApp, type HeraldApp } from '#main/app/create-app.ts';
import { localClient } from '#main/app/local-client.ts';
import { untilAsked } from '#main/app/until-asked.ts';
import { runDemo } from '../demo/run-demo.ts';
import type { GlobalFlags } from '../global-flags.ts';
import { createOutput, reportFailure } from '../output.ts';
import { table } from '../table.ts';

interface DemoFlags extends GlobalFlags {
  keep: boolean;
  port: number;
}

export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('run the main job on a throw-away data folder: import, send, open, click, unsubscribe, reconcile')
    .option('--keep', 'leave the server up to look at the result', false)
    .option('--port <port>', 'port of the console; 0 takes any free one', Number, 0)
    .action((_flags: object, command: Command) => demo(command.optsWithGlobals<DemoFlags>()));
}

async function demo(flags: DemoFlags): Promise<void> {
  const output = createOutput(flags.json);
  const folder = mkdtempSync(join(tmpdir(), 'herald-demo-'));
  let app: HeraldApp | undefined;
  try {
    app = await createApp({
      data_dir: folder,
      app_root: appRoot,
      shell: 'headless',
      console: { host: '127.0.0.1', port: flags.port },
    });
    const { report, account } = await runDemo(localClient(app.services), app.services.endpoints.console_url, output);
    output.result(report, (lines) =>
      table(
        ['measure', 'number'],
        Object.entries(lines).map(([key, value]) => [key, shown(value)]),
      ),
    );
    process.exitCode = report.reconciled ? 0 : 1;
    if (flags.keep) {
      process.stderr.write(`Look at it: ${report.url}, sign in as ${account.email} with ${account.password}\n`);
      await untilAsked();
    }
  } catch (error) {
    reportFailure(error, flags.json);
    process.exitCode = 1;
  } finally {
    await app?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function shown(value: unknown): unknown {
  return typeof value === 'object' ? JSON.stringify(value) : value;
}
