import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findChromium } from '#test/support/chromium.ts';
import { CHECKS } from './checks.ts';
import { ensureBuilt, ROOT } from './prepare.mjs';

/**
 * Everything, in one run: checks, build, unit and integration tests, the console in a browser, the desktop shell. The last line
 * gives the totals; a check that fails counts as one failure. `--only checks,unit,integration,e2e` runs a part.
 */

interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

type PartName = 'checks' | 'unit' | 'integration' | 'e2e';

const REPORTS = join(ROOT, 'test-results', 'reports');
const only = process.argv.includes('--only')
  ? (process.argv[process.argv.indexOf('--only') + 1] ?? '').split(',')
  : null;
const parts: Record<PartName, () => Promise<Totals>> = {
  checks: runChecks,
  unit: () => runVitest('unit'),
  integration: () => runVitest('integration'),
  e2e: runPlaywright,
};

rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const totals: Totals = { passed: 0, failed: 0, skipped: 0 };
for (const [name, run] of Object.entries(parts)) {
  if (only && !only.includes(name)) continue;
  const part = await run();
  totals.passed += part.passed;
  totals.failed += part.failed;
  totals.skipped += part.skipped;
}
process.exitCode = totals.failed > 0 ? 1 : 0;
console.log(`${totals.passed} passed, ${totals.failed} failed, ${totals.skipped} skipped`);

async function runChecks(): Promise<Totals> {
  const results = await Promise.all(
    CHECKS.map(async ({ name, command, args }) => ({ name, ...(await quietly(command, args)) })),
  );
  for (const { name, code, output } of results) {
    console.log(code === 0 ? `check ${name}: fine` : `check ${name}: failed\n${output}`);
  }
  const failed = results.filter(({ code }) => code !== 0).length;
  return { passed: results.length - failed, failed, skipped: 0 };
}

async function runVitest(project: string): Promise<Totals> {
  if (project === 'integration') ensureBuilt();
  const report = join(REPORTS, `${project}.json`);
  const code = await loudly('vitest', [
    'run',
    `--project=${project}`,
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]);
  return honest(code, report, ({ numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults }) => ({
    passed: numPassedTests,
    // A file that could not even be read has no cases to count.
    failed:
      numFailedTests +
      testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length,
    skipped: numPendingTests + numTodoTests,
  }));
}

async function runPlaywright(): Promise<Totals> {
  ensureBuilt();
  ensureChromium();
  const report = join(REPORTS, 'e2e.json');
  process.env.PLAYWRIGHT_JSON_OUTPUT_FILE = report;
  const code = await loudly('playwright', ['test', '--reporter=list,json', '--pass-with-no-tests']);
  return honest(code, report, ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }));
}

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numTodoTests: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  errors: unknown[];
}

/** A runner that ended badly without naming a failure, or left no report, counts as one failure. */
function honest(code: number, report: string, count: (read: VitestReport & PlaywrightReport) => Totals): Totals {
  if (!existsSync(report)) return { passed: 0, failed: 1, skipped: 0 };
  const totals = count(JSON.parse(readFileSync(report, 'utf8')));
  return code !== 0 && totals.failed === 0 ? { ...totals, failed: 1 } : totals;
}

/** On a bare Debian, as root, the distribution's browser; elsewhere Playwright's own. */
function ensureChromium(): void {
  if (findChromium()) return;
  const debian = process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
  console.log('Installing a browser to test with.');
  if (debian) {
    spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit' });
    spawnSync('apt-get', ['install', '-q', '-y', '--no-install-recommends', 'chromium-headless-shell'], {
      stdio: 'inherit',
    });
  }
  if (!findChromium()) spawnSync('playwright', ['install', 'chromium'], { stdio: 'inherit', shell: true });
}

function loudly(command: string, args: string[]): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: ROOT, stdio: 'inherit', shell: process.platform === 'win32' });
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

function quietly(command: string, args: string[]): Promise<{ code: number; output: string }> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, {
      cwd: ROOT,
      stdio: ['ignore', 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('exit', (code) => resolve({ code: code ?? 1, output }));
  });
}
