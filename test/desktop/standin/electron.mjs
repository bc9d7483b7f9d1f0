/*
 * Stands in for Electron where its binary cannot be had: the built window process runs unchanged, on Node 24, with a Chromium
 * page for each window and a forked Node for the utility process. What it can't show: the real sandbox, context isolation, native
 * menus and trays, crashes of Chromium's own processes.
 */
import { app } from './app.mjs';
import { BrowserWindow } from './browser-window.mjs';
import { ipcMain } from './ipc.mjs';
import { Menu, MenuItem, Tray } from './menu.mjs';
import { protocol } from './protocol.mjs';
import { dialog, nativeImage, nativeTheme, powerMonitor, safeStorage, screen, session, shell } from './records.mjs';
import { utilityProcess } from './utility-process.mjs';

export {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MenuItem,
  nativeImage,
  nativeTheme,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
};

const electron = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
  Tray,
};

// The test's own door: runs a function here, as Playwright's `electronApp.evaluate` does in the real one.
process.on('message', async ({ id, source, argument }) => {
  try {
    const value = await new Function(`return (${source})`)()({ ...electron, utilityProcess }, argument);
    process.send?.({ id, value });
  } catch (error) {
    process.send?.({ id, error: String(error?.stack ?? error) });
  }
});

export default electron;
