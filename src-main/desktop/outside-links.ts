import { type BrowserWindow, dialog, shell } from 'electron';
import { words } from './words.ts';

/** Opens a link of the console in the person's browser or mail program; plain http only after asking. */
export async function openOutside(link: string, window: BrowserWindow): Promise<void> {
  const url = URL.canParse(link) ? new URL(link) : null;
  if (url?.protocol === 'https:' || url?.protocol === 'mailto:') await shell.openExternal(url.href);
  else if (url?.protocol === 'http:' && (await isWanted(url, window))) await shell.openExternal(url.href);
}

async function isWanted(url: URL, window: BrowserWindow): Promise<boolean> {
  const say = words();
  const { response } = await dialog.showMessageBox(window, {
    type: 'question',
    message: say.ask_http(url.host),
    detail: `${url.href}\n\n${say.not_encrypted}`,
    buttons: [say.cancel, say.open_link],
    defaultId: 0,
    cancelId: 0,
  });
  return response === 1;
}
