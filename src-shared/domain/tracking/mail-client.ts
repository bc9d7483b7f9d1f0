import Bowser from 'bowser';
import { agentKind } from './mail-agent.ts';

export const DEVICES = ['desktop', 'mobile', 'tablet', 'other'] as const;
export type Device = (typeof DEVICES)[number];

export interface MailClient {
  /** What somebody reads with: a mail program, or the browser in which a web mailbox or a link was opened. */
  client: string;
  /** null: behind a proxy nothing is known of it. */
  device: Device | null;
}

const UNKNOWN = '';

const PROGRAMS: readonly [pattern: RegExp, client: string, device: Device | null][] = [
  [/GoogleImageProxy/, 'Gmail', null],
  [/YahooMailProxy/, 'Yahoo Mail', null],
  [/Thunderbird/, 'Thunderbird', 'desktop'],
  [/Outlook-iOS|Outlook-Android/, 'Outlook app', 'mobile'],
  [/Microsoft Outlook|ms-office/i, 'Outlook', 'desktop'],
  [
    /^Mozilla\/5\.0 \((?:iPhone|iPod)[^)]*\) AppleWebKit\/[\d.]+ \(KHTML, like Gecko\) Mobile\/\w+$/,
    'Apple Mail',
    'mobile',
  ],
  [/^Mozilla\/5\.0 \(iPad[^)]*\) AppleWebKit\/[\d.]+ \(KHTML, like Gecko\) Mobile\/\w+$/, 'Apple Mail', 'tablet'],
  [/^Mozilla\/5\.0 \(Macintosh[^)]*\) AppleWebKit\/[\d.]+ \(KHTML, like Gecko\)$/, 'Apple Mail', 'desktop'],
];

/** What the agent of a person's request tells of what they read with; an empty client means that it tells nothing. */
export function mailClientOf(agent: string): MailClient {
  const known = PROGRAMS.find(([pattern]) => pattern.test(agent));
  if (known) return { client: known[1], device: known[2] };
  if (agentKind(agent) !== 'ordinary') return { client: UNKNOWN, device: null };
  const { browser, platform } = Bowser.parse(agent);
  const device = DEVICES.find((name) => name === platform.type) ?? 'other';
  return { client: browser.name ?? UNKNOWN, device };
}
