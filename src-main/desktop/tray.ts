import { Menu, nativeImage, Tray } from 'electron';
import type { SendingStatus } from './core-messages.ts';
import { words } from './words.ts';

export interface TrayActions {
  open(): void;
  pauseAll(): void;
  quit(): void;
}

/** The sign beside the clock: says what is being sent, also while no window is open. */
export class StatusTray {
  readonly #tray: Tray;
  readonly #actions: TrayActions;

  constructor(icon: string, actions: TrayActions) {
    this.#tray = new Tray(nativeImage.createFromPath(icon));
    this.#actions = actions;
    this.#tray.on('click', () => actions.open());
    this.show({ sending: 0, paused: 0, unknown: 0 });
  }

  show(status: SendingStatus): void {
    const say = words();
    const line = summaryOf(status);
    this.#tray.setToolTip(`Herald: ${line}`);
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { id: 'status', label: line, enabled: false },
        { type: 'separator' },
        { id: 'open', label: say.open, click: () => this.#actions.open() },
        { id: 'pause-all', label: say.pause_all, enabled: status.sending > 0, click: () => this.#actions.pauseAll() },
        { type: 'separator' },
        { id: 'quit', label: say.quit, click: () => this.#actions.quit() },
      ]),
    );
  }
}

function summaryOf({ sending, paused, unknown }: SendingStatus): string {
  const say = words();
  const parts = [
    ...(sending > 0 ? [say.sending(sending)] : []),
    ...(paused > 0 ? [say.paused(paused)] : []),
    ...(unknown > 0 ? [say.unknown(unknown)] : []),
  ];
  return parts.length > 0 ? parts.join(', ') : say.idle;
}
