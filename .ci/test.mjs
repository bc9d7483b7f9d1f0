import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { ensureInstalled, NODE, ROOT, toolEnv } from './prepare.mjs';

/* `npm test`: installs if need be, then lets Herald's own Node run everything. `-- --only unit,e2e` runs a part. */

ensureInstalled();
const { status } = spawnSync(NODE, [join(ROOT, '.ci', 'run-tests.ts'), ...process.argv.slice(2)], {
  cwd: ROOT,
  stdio: 'inherit',
  env: toolEnv(),
});
process.exitCode = status ?? 1;
