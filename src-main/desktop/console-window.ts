import { join } from 'node:path';
import { BrowserWindow, nativeTheme } from 'electron';
import type { DesktopCommand } from '#shared/contract/desktop-bridge.ts';
import { APP_URL, isOfApp } from './app-protocol.ts';
import { openOutside } from './outside-links.ts';
import { COMMAND } from './preload-channels.ts';
import { readWindowState, rememberWindowState } from './window-state.ts';

export interface WindowOptions {
  preload: string;
  icon: string;
  /** The folder where this window keeps its place on the screen. */
  profile: string;
  /** The screen to begin with; null for the first one. */
  path: string | null;
}

/** Opens the console: sandboxed, isolated, and unable to go anywhere but to itself. */
export function openConsoleWindow({ preload, icon, profile, path }: WindowOptions): BrowserWindow {
  const file = join(profile, 'window.json');
  const { bounds, maximized } = readWindowState(file);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: 900,
    minHeight: 600,
    title: 'Herald',
    icon,
    show: false,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: true,
    },
  });
  if (maximized) window.maximize();
  rememberWindowState(window, file);
  keepAtHome(window);
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason !== 'clean-exit') window.webContents.reload();
  });
  window.once('ready-to-show', () => window.show());
  // The console keeps its address after the #, so that one file serves every screen.
  void window.loadURL(path === null ? APP_URL : `${APP_URL}#${path}`);
  return window;
}

/** Shows the window and tells the page what the menu, the tray or a link asks for. */
export function commandWindow(window: BrowserWindow, command: DesktopCommand | null): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
  if (command) window.webContents.send(COMMAND, command);
}

function keepAtHome(window: BrowserWindow): void {
  const { webContents } = window;
  const refuse = (event: { url: string; preventDefault(): void }) => {
    if (!isOfApp(event.url)) event.preventDefault();
  };
  webContents.on('will-navigate', refuse);
  webContents.on('will-redirect', refuse);
  webContents.on('will-frame-navigate', refuse);
  webContents.on('will-attach-webview', (event) => event.preventDefault());
  webContents.setWindowOpenHandler(({ url }) => {
    void openOutside(url, window);
    return { action: 'deny' };
  });
}
