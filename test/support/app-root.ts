import { fileURLToPath } from 'node:url';

/** The folder with package.json, migrations and resources. */
export const APP_ROOT = fileURLToPath(new URL('../../', import.meta.url));
