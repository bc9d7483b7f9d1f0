import type { GuardedAnswer } from '#main/platform/guarded-fetch.ts';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import type { ChannelProvider } from '../channel-provider.ts';
import { HttpConnection, type HttpMeans, type HttpRequest } from '../http-connection.ts';
import { factsOf, judgeStatus } from '../http-outcome.ts';
import type { ChatMessage } from './chat-message.ts';

export interface HookAccount {
  /** Whoever knows it may write to the channel. */
  webhook_url: string;
}

/** Slack's incoming webhooks; those of Mattermost and Rocket.Chat speak the same. */
export function createSlackProvider(
  account: HookAccount,
  means: HttpMeans & { now(): number },
): ChannelProvider<ChatMessage> {
  const exchange = {
    requestFor: (message: ChatMessage) => requestFor(account, message),
    judge: (answer: GuardedAnswer) => judge(answer, means.now()),
  };
  return {
    channel: 'chat',
    connect: (signal) => Promise.resolve({ ok: true, connection: new HttpConnection(exchange, means, signal) }),
  };
}

/** Of the text of one block. */
const LONGEST_BLOCK = 3_000;

function requestFor({ webhook_url }: HookAccount, { title, lines, link }: ChatMessage): HttpRequest {
  const linked = link ? `<${encodeURI(decodeURI(link.url)).replaceAll('|', '%7C')}|${harmless(link.label)}>` : '';
  const said = cut([`*${harmless(title)}*`, ...lines.map(harmless)].filter(Boolean).join('\n'), linked.length + 1);
  const text = linked ? `${said}\n${linked}` : said;
  const body = {
    // What notifications show.
    text: harmless(title),
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text } }],
    unfurl_links: false,
  };
  return {
    method: 'POST',
    url: webhook_url,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

/** Leaves room for so many signs, and no half of an escaped one. */
function cut(text: string, room: number): string {
  const longest = LONGEST_BLOCK - room;
  return text.length <= longest ? text : text.slice(0, longest).replace(/&[a-z]*$/, '');
}

/** https://docs.slack.dev/messaging/formatting-message-text: only these three begin mentions and links. Signs of emphasis become look-alikes. */
function harmless(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('*', '∗')
    .replaceAll('`', 'ˋ')
    .replaceAll('~', '∼')
    .replaceAll('_', 'ˍ')
    .replaceAll(/\s*\n\s*/g, ' ');
}

/** Answers of status 400 that speak of the hook and not of the message. */
const HOOK_ERRORS = new Set([
  'no_service',
  'no_service_id',
  'no_team',
  'team_disabled',
  'invalid_token',
  'user_not_found',
]);

function judge(answer: GuardedAnswer, now: number): SendOutcome {
  const error = { code: '', message: answer.body.trim().slice(0, 500) };
  if (HOOK_ERRORS.has(error.message)) return { kind: 'rejected', blame: 'sender', ...factsOf(answer, error) };
  return judgeStatus(answer, error, now);
}
