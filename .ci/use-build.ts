import { globSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isBuilt, ROOT } from './prepare.mjs';

/** Around the integration tests: threads and programs come from the build where it is up to date. */
export function setup(): void {
  if (isBuilt()) process.env.HERALD_TEST_BUILD = join(ROOT, 'dist', 'main');
}

/** What test/support/bundled.ts has left. */
export function teardown(): void {
  for (const folder of globSync(join(ROOT, '.herald', 'program-*'))) rmSync(folder, { recursive: true, force: true });
}
