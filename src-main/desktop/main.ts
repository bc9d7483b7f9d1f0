import { accessSync, constants, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { app, type BrowserWindow, dialog, ipcMain, powerMonitor, shell } from 'electron';
import { appRoot } from '#main/app/app-root.ts';
import { API_PORT, type DesktopCommand } from '#shared/contract/desktop-bridge.ts';
import { buildAppMenu } from './app-menu.ts';
import { isOfApp, registerAppScheme, serveConsole } from './app-protocol.ts';
import { commandWindow, openConsoleWindow } from './console-window.ts';
import { REFUSED } from './core-messages.ts';
import { CoreProcess } from './core-process.ts';
import { openDataKey } from './data-key.ts';
import { DEEP_LINK_SCHEME, deepLinkIn, pathOfDeepLink } from './deep-links.ts';
import { guardSession } from './session-guards.ts';
import { readStartOptions } from './start-options.ts';
import { StatusTray } from './tray.ts';
import { words } from './words.ts';

/** The window process: windows, menu, tray and the way to the core. It holds no data and opens no database. */

const options = readStartOptions(process.argv.slice(1));
const profile = join(options.data_dir, 'window');
const pictures = join(appRoot, 'resources');
// macOS colours a picture of this name itself, to fit its menu bar.
const trayPicture = process.platform === 'darwin' ? 'trayTemplate.png' : 'tray.png';

let core: CoreProcess | undefined;
let window: BrowserWindow | undefined;
let trackingOrigin: string | null = null;
let hasDrained = false;
let isSending = false;

app.enableSandbox();
registerAppScheme();
if (!makeProfile()) {
  refuse(`The data folder ${options.data_dir} can't be written. Choose a folder you own with --data-dir.`);
} else if (!isFirst()) {
  // The running Herald has been told and shows its window.
  app.exit(0);
} else {
  if (app.isPackaged) app.setAsDefaultProtocolClient(DEEP_LINK_SCHEME);
  app.on('second-instance', (_event, argv) => show(deepLinkIn(argv)));
  app.on('open-url', (_event, link) => show(pathOfDeepLink(link)));
  app.on('activate', () => show(null));
  app.on('before-quit', drainThenQuit);
  app.on('window-all-closed', () => {
    // A running send goes on beside the clock; the tray says so and ends it when asked.
    if (process.platform !== 'darwin' && !isSending) app.quit();
  });
  void app.whenReady().then(start);
}

async function start(): Promise<void> {
  guardSession();
  serveConsole(join(appRoot, 'dist', 'renderer'), () => trackingOrigin);
  ipcMain.on(API_PORT, ({ ports: [port], senderFrame }) => {
    const trusted = senderFrame?.parent === null && isOfApp(senderFrame.url);
    if (port && trusted) core?.connect(port);
    else port?.close();
  });
  const tray = new StatusTray(join(pictures, 'tray', trayPicture), {
    open: () => show(null),
    pauseAll: () => core?.pauseAll(),
    quit: () => app.quit(),
  });
  buildAppMenu(command);
  powerMonitor.on('shutdown', () => app.quit());
  core = new CoreProcess({
    entry: join(appRoot, 'dist', 'main', 'core.js'),
    start: { ...options, app_root: appRoot, key: await openDataKey(options.data_dir) },
    onReady(trackingUrl) {
      trackingOrigin = new URL(trackingUrl).origin;
      show(deepLinkIn(process.argv));
    },
    onStatus(status) {
      isSending = status.sending > 0;
      tray.show(status);
    },
    onRevived: () => window?.webContents.reload(),
    onRefused: (message, hint) => refuse(`${message}${hint ? ` ${hint}` : ''}`),
    onGivenUp: () => void sayGivenUp(),
  });
}

/** Brings the window to the front, opening it if need be, and goes to `path` where one is given. */
function show(path: string | null): void {
  if (!app.isReady() || trackingOrigin === null) return;
  if (!window || window.isDestroyed()) {
    window = openConsoleWindow({
      preload: join(appRoot, 'dist', 'preload', 'preload.cjs'),
      icon: join(pictures, 'icons', '256x256.png'),
      profile,
      path,
    });
    // Windows is shutting down. There is little time; what is not finished recovers at the next start.
    window.on('session-end', () => void core?.stop());
  } else {
    commandWindow(window, path === null ? null : { type: 'navigate', path });
  }
}

function command(asked: DesktopCommand): void {
  if (window && !window.isDestroyed()) commandWindow(window, asked);
  else show(asked.type === 'navigate' ? asked.path : null);
}

/** A request to quit waits until the core has finished what is in flight, also when it comes twice. */
function drainThenQuit(event: { preventDefault(): void }): void {
  if (hasDrained || !core) return;
  event.preventDefault();
  void core.stop().then(() => {
    hasDrained = true;
    app.quit();
  });
}

function makeProfile(): boolean {
  try {
    mkdirSync(profile, { recursive: true, mode: 0o700 });
    accessSync(profile, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** One window process for a data folder: the lock lies in the profile, and the profile in the data folder. */
function isFirst(): boolean {
  app.setPath('userData', profile);
  return app.requestSingleInstanceLock();
}

function refuse(sentence: string): void {
  console.error(sentence);
  if (app.isPackaged) dialog.showErrorBox(words().cannot_start, sentence);
  app.exit(REFUSED);
}

async function sayGivenUp(): Promise<void> {
  const say = words();
  const logs = join(options.data_dir, 'logs');
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: say.given_up,
    detail: `${say.given_up_detail}\n${logs}`,
    buttons: [say.show_logs, say.quit],
    defaultId: 0,
    cancelId: 1,
  });
  if (response === 0) await shell.openPath(logs);
  app.exit(1);
}
