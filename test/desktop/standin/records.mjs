import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';

/** Calls into the system are written down, so that a test can read what would have happened. */
function recorder(answers) {
  const calls = [];
  const methods = Object.entries(answers).map(([name, answer]) => [
    name,
    async (...args) => {
      calls.push({ name, args: args.filter((value) => typeof value === 'string' || value?.message) });
      return answer;
    },
  ]);
  return { calls, ...Object.fromEntries(methods) };
}

export const shell = recorder({ openExternal: undefined, openPath: '' });
export const dialog = { ...recorder({ showMessageBox: { response: 0 } }), showErrorBox() {} };

export const nativeImage = {
  createFromPath: (path) => ({ isEmpty: () => !existsSync(path), path }),
};

export const nativeTheme = { shouldUseDarkColors: false };
export const powerMonitor = new EventEmitter();

export const screen = {
  getAllDisplays: () => [{ workArea: { x: 0, y: 0, width: 1920, height: 1080 } }],
};

export const safeStorage = {
  isAsyncEncryptionAvailable: async () => true,
  getSelectedStorageBackend: () => 'gnome_libsecret',
  encryptStringAsync: async (text) => Buffer.from(`sealed:${Buffer.from(text).toString('hex')}`),
  decryptStringAsync: async (sealed) => ({
    result: Buffer.from(String(sealed).slice('sealed:'.length), 'hex').toString(),
    shouldReEncrypt: false,
  }),
};

/** Keeps the handlers, so that a test can ask them. */
export const session = {
  defaultSession: {
    guards: {},
    setPermissionRequestHandler: (handler) => keep('request', handler),
    setPermissionCheckHandler: (handler) => keep('check', handler),
    setDevicePermissionHandler: (handler) => keep('device', handler),
  },
};

function keep(name, handler) {
  session.defaultSession.guards[name] = handler;
}
