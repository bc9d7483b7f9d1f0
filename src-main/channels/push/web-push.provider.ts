import webPush from 'web-push';
import type { GuardedAnswer } from '#main/platform/guarded-fetch.ts';
import { DAY, SECOND } from '#shared/kernel/instant.ts';
import type { ChannelProvider } from '../channel-provider.ts';
import type { HttpMeans, HttpRequest } from '../http-connection.ts';
import { factsOf, judgeStatus } from '../http-outcome.ts';
import { PushConnection } from './push-connection.ts';
import type { PushDevice, PushMessage } from './push-message.ts';
import { areSubscriptionKeys } from './subscription-keys.ts';

export interface WebPushAccount {
  /** Whom a push service writes to when something is wrong: mailto: or https:. */
  contact: string;
  vapid_public: string;
  vapid_private: string;
}

/** Browsers, by RFC 8030 with VAPID (RFC 8292) and encryption to the browser (RFC 8291). */
export function createWebPushProvider(
  account: WebPushAccount,
  means: HttpMeans & { now(): number },
): ChannelProvider<PushMessage> {
  const exchange = {
    requestFor: (device: PushDevice, message: PushMessage) => requestFor(account, device, message),
    judge: (answer: GuardedAnswer) => judge(answer, means.now()),
  };
  return {
    channel: 'push',
    connect: (signal) => Promise.resolve({ ok: true, connection: new PushConnection(exchange, means, signal) }),
  };
}

/** A device that is off for longer than that has missed it. */
const KEPT_SECONDS = DAY / SECOND;

/** The library signs and encrypts; the request goes out by our own guarded door, since subscribers name its address. */
function requestFor(account: WebPushAccount, device: PushDevice, { content, tag }: PushMessage): HttpRequest | null {
  // The library throws for keys that are none, and one device must not stop those of others.
  if (!areSubscriptionKeys(device)) return null;
  const { title, text, link, icon, image } = content;
  const payload = JSON.stringify({ title, body: text, url: link, icon, image, tag });
  const { endpoint, headers, body } = webPush.generateRequestDetails(
    { endpoint: device.address, keys: { p256dh: device.p256dh, auth: device.auth } },
    payload,
    {
      TTL: KEPT_SECONDS,
      contentEncoding: 'aes128gcm',
      vapidDetails: { subject: account.contact, publicKey: account.vapid_public, privateKey: account.vapid_private },
    },
  );
  const named = Object.entries(headers as Record<string, unknown>).map(([name, value]) => [name, String(value)]);
  return { method: 'POST', url: endpoint, headers: Object.fromEntries(named), body: body ?? '' };
}

/**
 * A refusal is about the one subscription, whatever it is: the key is ours and right, but anybody may register a subscription that was
 * made for another, and must not stop those of others by it.
 */
function judge(answer: GuardedAnswer, now: number) {
  const error = { code: '', message: '' };
  const { status } = answer;
  const gone = status === 404 || status === 410;
  if (status >= 400 && status < 500 && ![408, 425, 429].includes(status)) {
    return { outcome: { kind: 'rejected', blame: 'recipient', ...factsOf(answer, error) } as const, gone };
  }
  return { outcome: judgeStatus(answer, error, now), gone: false };
}
