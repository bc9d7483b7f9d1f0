/** What the window process and the core process say to each other. Ports of windows travel beside `window`. */

/** What the core is started with. */
export interface CoreStart {
  data_dir: string;
  app_root: string;
  /** Null takes the usual port, or any free one where that is taken. */
  port: number | null;
  /** Base64; null lets the core keep its key in a file of the data folder. */
  key: string | null;
}

/** What the tray says. */
export interface SendingStatus {
  sending: number;
  paused: number;
  unknown: number;
}

export type ToCore =
  | { type: 'start'; start: CoreStart }
  | { type: 'window' }
  | { type: 'pause_all' }
  | { type: 'stop' };

export type FromCore =
  | { type: 'ready'; tracking_url: string }
  | { type: 'refused'; message: string; hint: string }
  | { type: 'status'; status: SendingStatus };

/** Exit code of a start that was refused for a reason the person can do something about. */
export const REFUSED = 2;
