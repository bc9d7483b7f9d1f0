import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import type { DemoReport } from '#main/cli/demo/demo-report.ts';
import { APP_ROOT, PROGRAMS } from '#test/support/app-root.ts';

const run = promisify(execFile);

it('runs the whole main job without hands, and its numbers reconcile', { timeout: 180_000 }, async () => {
  const { stdout } = await run(process.execPath, [PROGRAMS.herald, 'demo', '--json'], { cwd: APP_ROOT });
  const report = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as DemoReport;

  expect(report.reconciled).toBe(true);
  expect(report.contacts + report.rejected).toBeLessThanOrEqual(5_000);
  expect(report.rejected).toBeGreaterThan(0);
  expect(report.accepted).toBe(report.recipients);
  expect(report.opened).toBe(Math.round(report.accepted * 0.4));
  expect(report.clicked).toBe(Math.round(report.accepted * 0.1));
  expect(report.unsubscribed).toBe(Math.round(report.accepted * 0.01));
});
