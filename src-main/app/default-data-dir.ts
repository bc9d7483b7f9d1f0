import { homedir } from 'node:os';
import { join } from 'node:path';

/** Where Herald keeps its data when nobody says otherwise: HERALD_DATA_DIR, else the system's usual place. */
export function defaultDataDir(env: NodeJS.ProcessEnv = process.env): string {
  if (env.HERALD_DATA_DIR) return env.HERALD_DATA_DIR;
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support', 'Herald');
  if (process.platform === 'win32') return join(env.APPDATA ?? join(homedir(), 'AppData', 'Roaming'), 'Herald');
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'herald');
}
