/** The message with which the page hands one end of a MessageChannel to the preload, which forwards it to the core. */
export const API_PORT = 'herald:api-port';

/** What the menu, the tray or a deep link asks of the console. */
export type DesktopCommand = { type: 'navigate'; path: string } | { type: 'palette' };

/** Everything the preload exposes to the page, as `window.herald`. */
export interface DesktopBridge {
  platform: 'linux' | 'darwin' | 'win32';
  /** @returns a function that stops listening */
  onCommand(listener: (command: DesktopCommand) => void): () => void;
}
