/** What a push message has beside its title and its text; empty where there is none. May hold merge fields. */
export interface PushParts {
  /** Where a tap leads. */
  link: string;
  /** Small picture beside the text. */
  icon: string;
  /** Large picture below it. */
  image: string;
}

export const NO_PUSH_PARTS: PushParts = { link: '', icon: '', image: '' };

/** About what a lock screen shows before it cuts. */
export const TITLE_SHOWN = 50;
export const TEXT_SHOWN = 120;

/** What somebody's devices are handed. */
export interface PushContent extends PushParts {
  title: string;
  text: string;
}

export const PUSH_SERVICES = ['web_push', 'fcm'] as const;
/** By which service a device is reached. */
export type PushService = (typeof PUSH_SERVICES)[number];

/** How the ledger writes somebody who is reached on so many devices. */
const DEVICES = /^push:(\d+)$/;

/** How many devices an address of the ledger stands for; null: it is another kind of address. */
export function devicesIn(address: string): number | null {
  const count = DEVICES.exec(address)?.[1];
  return count === undefined ? null : Number(count);
}
