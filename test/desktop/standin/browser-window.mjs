import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { app } from './app.mjs';
import { openPage } from './browser.mjs';
import { ipcMain, MessagePortMain } from './ipc.mjs';
import { pageRuntime } from './page-runtime.mjs';
import { CARRIER, carry, fromCarrier, toCarrier } from './protocol.mjs';

class WebContents extends EventEmitter {
  ports = new Map();
  openHandler = () => ({ action: 'allow' });

  constructor(window) {
    super();
    this.window = window;
  }

  send(channel, ...args) {
    void this.window.page
      .then((page) => page.evaluate(([name, rest]) => window.__standin.deliver(name, ...rest), [channel, args]))
      .catch(() => {});
  }

  setWindowOpenHandler(handler) {
    this.openHandler = handler;
  }

  reload() {
    // The window may close while it loads.
    void this.window.page.then((page) => page.reload()).catch(() => {});
  }

  getURL() {
    return fromCarrier(this.window.address());
  }
}

export class BrowserWindow extends EventEmitter {
  static #open = new Set();
  static getAllWindows = () => [...BrowserWindow.#open];

  #address = '';
  #visible;

  constructor(options) {
    super();
    this.options = options;
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } = options.webPreferences;
    if (!app.sandboxed || !sandbox || !contextIsolation || nodeIntegration || webSecurity === false) {
      throw new Error('The stand-in refuses windows that are not locked down.');
    }
    this.#visible = options.show !== false;
    this.webContents = new WebContents(this);
    BrowserWindow.#open.add(this);
    this.page = this.#openPage();
  }

  address = () => this.#address;

  async #openPage() {
    const page = await openPage();
    const contents = this.webContents;
    await page.exposeBinding('__electron', ({ frame }, message) => this.#hear(page, frame, message));
    const preload = readFileSync(this.options.webPreferences.preload, 'utf8');
    const surroundings = `{ platform: ${JSON.stringify(process.platform)}, versions: { electron: 'stand-in' } }`;
    await page.addInitScript(
      `(${pageRuntime})();\n(function (require, process, exports, module) {${preload}\n})(window.__standin.require, ${surroundings}, {}, { exports: {} });`,
    );
    // The rule added last is asked first.
    await page.route(/^https?:/, (route) => this.#decide(route));
    await page.route(`${CARRIER}/**`, carry);
    page.on('popup', (popup) => {
      const { action } = contents.openHandler({ url: fromCarrier(popup.url()) });
      if (action !== 'allow') void popup.close();
    });
    page.on('framenavigated', (frame) => {
      if (frame === page.mainFrame()) this.#address = frame.url();
    });
    page.on('close', () => this.#closed());
    return page;
  }

  /** Loading another address in a frame is asked for first; what a page merely fetches is the policy's business. */
  async #decide(route) {
    const request = route.request();
    if (!request.isNavigationRequest()) return route.continue();
    const event = {
      url: request.url(),
      prevented: false,
      preventDefault() {
        this.prevented = true;
      },
    };
    this.webContents.emit(request.frame().parentFrame() ? 'will-frame-navigate' : 'will-navigate', event);
    return event.prevented ? route.abort('aborted') : route.continue();
  }

  #hear(page, frame, message) {
    const { ports } = this.webContents;
    if (message.type === 'port') {
      ports.get(message.id)?.deliver(message.packed);
      return;
    }
    const opened = message.ids.map((id) => {
      const port = new MessagePortMain((packed) => {
        void page.evaluate(([name, data]) => window.__standin.port(name, data), [id, packed]).catch(() => {});
      });
      ports.set(id, port);
      return port;
    });
    const senderFrame = { url: fromCarrier(frame.url()), parent: frame.parentFrame() ? {} : null };
    ipcMain.emit(message.channel, { sender: this.webContents, senderFrame, ports: opened }, message.message);
  }

  #closed() {
    for (const port of this.webContents.ports.values()) port.deliver(null);
    BrowserWindow.#open.delete(this);
    this.emit('closed');
    if (BrowserWindow.#open.size === 0) app.emit('window-all-closed');
  }

  async loadURL(url) {
    const page = await this.page;
    await page.goto(toCarrier(url)).catch(() => {});
    this.emit('ready-to-show');
  }

  close() {
    void this.page.then((page) => page.close());
  }
  isDestroyed = () => !BrowserWindow.#open.has(this);
  isVisible = () => this.#visible;
  show() {
    this.#visible = true;
  }
  focus() {}
  restore() {}
  maximize() {}
  isMinimized = () => false;
  isMaximized = () => false;
  getNormalBounds = () => ({ x: 0, y: 0, width: 1280, height: 800 });
}
