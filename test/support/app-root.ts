import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder with package.json, migrations and resources. */
export const APP_ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** What `npm run build` made for Node; undefined where the sources are newer. */
export const BUILD_DIR = process.env.HERALD_TEST_BUILD;

/** The built threads, which start ten times faster than the sources; nothing where there are none. */
export const THREADS_DIR: { threads_dir?: string } = BUILD_DIR ? { threads_dir: BUILD_DIR } : {};

/** What Node is given to start the server or the command line, built where that is up to date. */
export const PROGRAMS = BUILD_DIR
  ? { headless: join(BUILD_DIR, 'headless.js'), herald: join(BUILD_DIR, 'herald.js') }
  : { headless: join(APP_ROOT, 'src-main/headless/main.ts'), herald: join(APP_ROOT, 'src-main/cli/main.ts') };
