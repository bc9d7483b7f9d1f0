import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, NODE, ROOT, toolEnv } from './prepare.mjs';

/*
 * `npm start`: installs, builds, and opens Herald as a desktop window where Electron and a display are at hand, else as a server
 * with the console in the browser. `--headless` asks for the server; every other argument is handed on.
 */

/** Herald itself said why it will not start, for example because it already runs. */
const REFUSED = 2;
const EARLY_MS = 8_000;
const DOWNLOAD_MS = 120_000;

const [major] = process.versions.node.split('.');
if (Number(major) < 20) {
  console.error(`Herald needs Node.js 20 or newer; this is ${process.versions.node}. Get it from https://nodejs.org.`);
  process.exit(1);
}

const args = process.argv.slice(2).filter((arg) => arg !== '--headless');
const wantsServer = process.argv.includes('--headless');

ensureInstalled();
ensureBuilt();
const electron = !wantsServer && hasDisplay() ? electronBinary() : null;
process.exitCode = (electron && (await runDesktop(electron))) ?? (await runServer());

/**
 * @param {string} binary
 * @returns the exit code, or null when the window could not be opened at all
 */
async function runDesktop(binary) {
  const started = Date.now();
  const asRoot = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const code = await exitOf(spawn(binary, [...asRoot, ROOT, ...args], { stdio: 'inherit' }));
  const neverOpened = code !== 0 && code !== REFUSED && Date.now() - started < EARLY_MS;
  if (!neverOpened) return code;
  console.log('The desktop window could not be opened here; starting the server instead.');
  return null;
}

async function runServer() {
  const server = spawn(NODE, [join(ROOT, 'dist', 'main', 'headless.js'), ...args], {
    stdio: ['inherit', 'pipe', 'inherit'],
  });
  let said = '';
  let opened = false;
  server.stdout.on('data', (chunk) => {
    process.stdout.write(chunk);
    said += chunk;
    const address = /https?:\/\/\S+/.exec(said)?.[0];
    if (!opened && address && said.endsWith('\n')) {
      opened = true;
      // The setup link, where there is one, follows within the same breath and is the better page to open.
      setTimeout(() => openBrowser(/https?:\/\/\S*setup\S*/.exec(said)?.[0] ?? address), 300);
    }
  });
  // Ctrl+C reaches the server by itself; a signal sent to this process alone has to be passed on.
  process.on('SIGINT', () => server.kill('SIGINT'));
  process.on('SIGTERM', () => server.kill('SIGTERM'));
  return exitOf(server);
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @returns {Promise<number>}
 */
function exitOf(child) {
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' || signal === 'SIGTERM' ? 0 : 1)));
  });
}

/** The desktop binary is not part of `npm ci`; it is fetched once, quietly, and done without where that fails. */
function electronBinary() {
  const folder = join(ROOT, 'node_modules', 'electron');
  const found = () => {
    const name = join(folder, 'path.txt');
    const binary = existsSync(name) ? join(folder, 'dist', readFileSync(name, 'utf8').trim()) : null;
    return binary && existsSync(binary) ? binary : null;
  };
  if (!found()) {
    spawnSync(NODE, [join(folder, 'install.js')], { cwd: ROOT, env: toolEnv(), stdio: 'ignore', timeout: DOWNLOAD_MS });
  }
  return found();
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** @param {string} url */
function openBrowser(url) {
  if (!hasDisplay() || process.env.CI) return;
  const openers = new Map([
    ['darwin', ['open']],
    ['win32', ['cmd', '/c', 'start', '']],
  ]);
  const [command = '', ...rest] = openers.get(process.platform) ?? ['xdg-open'];
  const browser = spawn(command, [...rest, url], { stdio: 'ignore', detached: true });
  browser.on('error', () => console.log(`Open ${url} in your browser.`));
  browser.unref();
}
