import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/*
 * What `npm start` and `npm test` need before anything is installed: plain JavaScript, no packages, any Node from 20 on.
 */

export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
/** What a build writes last. */
const BUILD_STAMP = join(ROOT, 'dist', 'preload', 'preload.cjs');
const BUILD_INPUTS = ['src-main', 'src-renderer', 'src-shared', 'vite.config.ts', 'package-lock.json'];

/** Herald's own Node 24, which comes as a package, so that the machine's Node only has to reach this line. */
export const NODE = join(ROOT, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');

/** Installs the locked packages unless they are all there. */
export function ensureInstalled() {
  if (isInstalled()) return;
  console.log('Installing packages. This takes about a minute the first time.');
  run(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    'The packages could not be installed. See the lines above.',
  );
}

/** Builds unless what was built is newer than every source. */
export function ensureBuilt() {
  if (isBuilt()) return;
  console.log('Building Herald.');
  run('npm', ['run', '--silent', 'build', '--', '--logLevel', 'warn'], 'The build failed. See the lines above.');
}

/** Whether what was built is newer than every source. */
export function isBuilt() {
  return (
    existsSync(BUILD_STAMP) && statSync(BUILD_STAMP).mtimeMs >= newestOf(BUILD_INPUTS.map((name) => join(ROOT, name)))
  );
}

/** The surroundings for child processes: Herald's Node and the tools of node_modules come first. */
export function toolEnv() {
  const first = [dirname(NODE), join(ROOT, 'node_modules', '.bin')];
  return { ...process.env, PATH: [...first, process.env.PATH].join(delimiter) };
}

function isInstalled() {
  const written = join(ROOT, 'node_modules', '.package-lock.json');
  if (!existsSync(written) || !existsSync(NODE)) return false;
  const wanted = packagesOf(join(ROOT, 'package-lock.json'));
  const present = packagesOf(written);
  return Object.entries(wanted).every(([path, { version, optional, devOptional }]) => {
    const found = present[path];
    // An absent optional package belongs to another operating system.
    return path === '' || (found ? found.version === version : Boolean(optional || devOptional));
  });
}

/**
 * @param {string} lockFile
 * @returns {Record<string, { version?: string, optional?: boolean, devOptional?: boolean }>}
 */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, 'utf8')).packages;
}

/**
 * Folders count too: their time changes when a file in them is removed.
 * @param {string[]} paths
 * @returns {number}
 */
function newestOf(paths) {
  let newest = 0;
  for (const path of paths) {
    const stat = statSync(path);
    const below = stat.isDirectory() ? newestOf(readdirSync(path).map((name) => join(path, name))) : 0;
    newest = Math.max(newest, stat.mtimeMs, below);
  }
  return newest;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} complaint
 */
function run(command, args, complaint) {
  const windows = process.platform === 'win32';
  const { status } = spawnSync(windows ? `${command}.cmd` : command, args, {
    cwd: ROOT,
    stdio: 'inherit',
    shell: windows,
    env: toolEnv(),
  });
  if (status !== 0) {
    console.error(complaint);
    process.exit(status ?? 1);
  }
}
