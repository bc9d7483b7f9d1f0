import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { DesktopCommand } from '#shared/contract/desktop-bridge.ts';
import { words } from './words.ts';

/** The menu bar. What it starts happens in the page, by the same addresses as everywhere. */
export function buildAppMenu(command: (command: DesktopCommand) => void): void {
  const say = words();
  const goTo = (id: string, label: string, path: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    ...(accelerator ? { accelerator } : {}),
    click: () => command({ type: 'navigate', path }),
  });
  const mac = process.platform === 'darwin';
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(mac ? [{ role: 'appMenu' as const }] : []),
      {
        label: say.file,
        submenu: [
          goTo('new-campaign', say.new_campaign, '/campaigns/new', 'CmdOrCtrl+N'),
          goTo('import-contacts', say.import_contacts, '/imports/new', 'CmdOrCtrl+I'),
          { type: 'separator' },
          goTo('settings', say.settings, '/settings', 'CmdOrCtrl+,'),
          { type: 'separator' },
          mac ? { role: 'close' } : { id: 'quit', label: say.quit, role: 'quit' },
        ],
      },
      { role: 'editMenu' },
      {
        label: say.go,
        submenu: [
          { id: 'palette', label: say.find, accelerator: 'CmdOrCtrl+K', click: () => command({ type: 'palette' }) },
          { type: 'separator' },
          goTo('home', say.home, '/', 'CmdOrCtrl+1'),
          goTo('campaigns', say.campaigns, '/campaigns', 'CmdOrCtrl+2'),
          goTo('contacts', say.contacts, '/contacts', 'CmdOrCtrl+3'),
          goTo('mailbox', say.mailbox, '/mailbox', 'CmdOrCtrl+4'),
        ],
      },
      viewMenu(),
      { role: 'windowMenu' },
    ]),
  );
}

/** The page's developer tools belong to development; an installed Herald has none. */
function viewMenu(): MenuItemConstructorOptions {
  if (!app.isPackaged) return { role: 'viewMenu' };
  return {
    role: 'viewMenu',
    submenu: [
      { role: 'reload' },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { type: 'separator' },
      { role: 'togglefullscreen' },
    ],
  };
}
