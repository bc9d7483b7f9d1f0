import type { PushContent } from '#shared/domain/push/push-content.ts';

/** A browser or an app that shows messages. */
export interface PushDevice {
  no: number;
  /** The address at the browser's push service, or the app's registration token. */
  address: string;
  /** Keys of a browser, base64url; empty for apps. */
  p256dh: string;
  auth: string;
}

/** One message for all devices of one person. */
export interface PushMessage {
  devices: readonly PushDevice[];
  content: PushContent;
  /** A later message with the same one takes the place of an earlier one on the screen. */
  tag: string;
}
