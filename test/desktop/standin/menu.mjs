import { EventEmitter } from 'node:events';

export class MenuItem {
  constructor({ click, submenu, ...rest }) {
    Object.assign(this, { enabled: true, visible: true }, rest);
    this.submenu = Array.isArray(submenu) ? Menu.buildFromTemplate(submenu) : submenu;
    this.click = () => click?.(this, undefined, {});
  }
}

export class Menu {
  static #current = null;
  items = [];

  static buildFromTemplate(template) {
    const menu = new Menu();
    menu.items = template.map((options) => new MenuItem(options));
    return menu;
  }

  static setApplicationMenu(menu) {
    Menu.#current = menu;
  }

  static getApplicationMenu() {
    return Menu.#current;
  }

  getMenuItemById(id) {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
}

export class Tray extends EventEmitter {
  constructor(image) {
    super();
    this.image = image;
  }
  setToolTip(text) {
    this.toolTip = text;
  }
  setContextMenu(menu) {
    this.menu = menu;
  }
}
