import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { API_PORT, type DesktopBridge, type DesktopCommand } from '#shared/contract/desktop-bridge.ts';
import { COMMAND } from './preload-channels.ts';

// A MessagePort cannot cross the bridge, so the page posts one end to itself and it is forwarded from here.
window.addEventListener('message', ({ source, data, ports: [port] }) => {
  if (source === window && data === API_PORT && port) ipcRenderer.postMessage(API_PORT, null, [port]);
});

const bridge: DesktopBridge = {
  platform: process.platform as DesktopBridge['platform'],
  onCommand(listener) {
    const hear = (_event: IpcRendererEvent, command: DesktopCommand) => listener(command);
    ipcRenderer.on(COMMAND, hear);
    return () => ipcRenderer.off(COMMAND, hear);
  },
};

contextBridge.exposeInMainWorld('herald', bridge);
