import { isbot } from 'isbot';

export type AgentKind = 'ordinary' | 'apple' | 'image_proxy' | 'prefetch' | 'robot' | 'empty';

/** Mail services that fetch pictures when somebody opens a message. */
const IMAGE_PROXIES = /GoogleImageProxy|YahooMailProxy/;

/** What Gmail loads pictures with before anybody opens the message. */
const GMAIL_PREFETCH =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/42.0.2311.135 Safari/537.36 Edge/12.246 Mozilla/5.0';

/** Programs of people that lists of robots know by a part of their name. */
const MAIL_PROGRAMS = /Thunderbird|Microsoft Outlook|ms-office|Outlook-iOS|Outlook-Android|Airmail|SeaMonkey/i;

/** Mail protection of Apple says this and nothing else. */
const APPLE = 'Mozilla/5.0';

/** What a request says it comes from. */
export function agentKind(agent: string): AgentKind {
  const text = agent.trim();
  if (text === '') return 'empty';
  if (text === APPLE) return 'apple';
  if (IMAGE_PROXIES.test(text)) return 'image_proxy';
  if (text === GMAIL_PREFETCH) return 'prefetch';
  if (MAIL_PROGRAMS.test(text)) return 'ordinary';
  return isbot(text) ? 'robot' : 'ordinary';
}
