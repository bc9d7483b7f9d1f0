import { join } from 'node:path';
import { isBuilt, ROOT } from './prepare.mjs';

/** Before the integration tests: their threads come from the build where it is up to date. */
export function setup(): void {
  if (isBuilt()) process.env.HERALD_TEST_THREADS = join(ROOT, 'dist', 'main');
}
