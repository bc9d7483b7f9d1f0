import type { GuardedAnswer } from '#main/platform/guarded-fetch.ts';
import type { ChannelProvider } from '../channel-provider.ts';
import { HttpConnection, type HttpMeans, type HttpRequest } from '../http-connection.ts';
import { jsonOf, judgeStatus } from '../http-outcome.ts';
import type { ChatMessage } from './chat-message.ts';
import type { HookAccount } from './slack.provider.ts';

/** A workflow of Microsoft Teams that posts what a webhook brings; the connectors of before are retired. */
export function createTeamsProvider(
  account: HookAccount,
  means: HttpMeans & { now(): number },
): ChannelProvider<ChatMessage> {
  const exchange = {
    requestFor: (message: ChatMessage) => requestFor(account, message),
    judge: (answer: GuardedAnswer) => judgeStatus(answer, errorOf(answer), means.now()),
  };
  return {
    channel: 'chat',
    connect: (signal) => Promise.resolve({ ok: true, connection: new HttpConnection(exchange, means, signal) }),
  };
}

/** A message may have 28 KiB; with four bytes a letter this stays below it. */
const LONGEST_TEXT = 4_000;

function requestFor({ webhook_url }: HookAccount, { title, lines, link }: ChatMessage): HttpRequest {
  const text = (words: string, look: object = {}) => ({ type: 'TextBlock', text: words, wrap: true, ...look });
  const content = {
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    type: 'AdaptiveCard',
    version: '1.4',
    body: [
      text(harmless(title), { weight: 'Bolder', size: 'Medium' }),
      ...lines.map((line) => text(harmless(line), { spacing: 'Small' })),
    ],
    ...(link ? { actions: [{ type: 'Action.OpenUrl', title: link.label, url: link.url }] } : {}),
  };
  const card = { contentType: 'application/vnd.microsoft.card.adaptive', contentUrl: null, content };
  return {
    method: 'POST',
    url: webhook_url,
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ type: 'message', attachments: [card] }),
  };
}

/** A text block reads a little Markdown; what is told may hold anything. */
function harmless(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .replaceAll(/[\\*_[\]()#`~>!|-]/g, String.raw`\$&`)
    .replaceAll('<', '&lt;');
}

function errorOf(answer: GuardedAnswer): { code: string; message: string } {
  const { error } = jsonOf(answer) as { error?: { code?: unknown; message?: unknown } };
  return { code: String(error?.code ?? ''), message: String(error?.message ?? '') };
}
