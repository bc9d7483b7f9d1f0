import type { GuardedAnswer } from '#main/platform/guarded-fetch.ts';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import type { ChannelProvider, ConnectResult } from '../channel-provider.ts';
import type { HttpMeans, HttpRequest } from '../http-connection.ts';
import { factsOf, jsonOf, judgeStatus, type ServiceError } from '../http-outcome.ts';
import { GoogleSignIn, readServiceAccount } from './google-sign-in.ts';
import { PushConnection } from './push-connection.ts';
import type { PushDevice, PushMessage } from './push-message.ts';

export interface FcmAccount {
  /** The key file of a service account, as JSON. */
  service_account: string;
  /** Empty for Google's own. */
  endpoint: string;
}

/** Firebase Cloud Messaging, HTTP v1. */
export function createFcmProvider(
  { service_account, endpoint }: FcmAccount,
  means: HttpMeans & { now(): number },
): ChannelProvider<PushMessage> {
  const account = readServiceAccount(service_account);
  const signIn = account && new GoogleSignIn(account, means);
  const url = `${endpoint || 'https://fcm.googleapis.com'}/v1/projects/${account?.project_id}/messages:send`;
  return {
    channel: 'push',
    async connect(signal): Promise<ConnectResult<PushMessage>> {
      if (!signIn) return { ok: false, outcome: NO_ACCOUNT };
      const access = await signIn.token(signal);
      if (!access.ok) return access;
      const exchange = {
        requestFor: (device: PushDevice, message: PushMessage) => requestFor(url, access.token, device, message),
        judge(answer: GuardedAnswer) {
          // The next connection signs in anew; until then nobody is charged.
          if (answer.status === 401) {
            signIn.forget();
            connection.close();
          }
          return judge(answer, means.now());
        },
      };
      const connection = new PushConnection(exchange, means, signal);
      return { ok: true, connection };
    },
  };
}

const NO_ACCOUNT = {
  kind: 'rejected',
  blame: 'sender',
  code: 'BAD_KEY',
  said: 'This is no key file of a service account.',
} as const;

function requestFor(url: string, token: string, device: PushDevice, { content, tag }: PushMessage): HttpRequest {
  const { title, text, link, icon, image } = content;
  const message = {
    token: device.address,
    notification: { title, body: text, ...(image ? { image } : {}) },
    // For apps, which decide themselves where a tap leads; all values are texts.
    data: { url: link, tag },
    android: { notification: { tag } },
    webpush: {
      notification: { tag, ...(icon ? { icon } : {}) },
      ...(link.startsWith('https:') ? { fcm_options: { link } } : {}),
    },
  };
  return {
    method: 'POST',
    url,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ message }),
  };
}

/** https://firebase.google.com/docs/reference/fcm/rest/v1/ErrorCode */
const OF_THE_DEVICE = new Set(['UNREGISTERED', 'SENDER_ID_MISMATCH', 'INVALID_ARGUMENT']);

function judge(answer: GuardedAnswer, now: number): { outcome: SendOutcome; gone: boolean } {
  const error = errorOf(answer);
  if (OF_THE_DEVICE.has(error.code)) {
    const outcome = { kind: 'rejected', blame: 'recipient', ...factsOf(answer, error) } as const;
    return { outcome, gone: error.code === 'UNREGISTERED' };
  }
  if (answer.status === 401 && error.code !== 'THIRD_PARTY_AUTH_ERROR') {
    return { outcome: { kind: 'deferred', blame: 'connection', ...factsOf(answer, error) }, gone: false };
  }
  return { outcome: judgeStatus(answer, error, now), gone: false };
}

function errorOf(answer: GuardedAnswer): ServiceError {
  const { error } = jsonOf(answer) as { error?: { status?: unknown; message?: unknown; details?: unknown } };
  const details = Array.isArray(error?.details) ? (error.details as { errorCode?: unknown }[]) : [];
  const code = details.find((detail) => typeof detail?.errorCode === 'string')?.errorCode ?? error?.status ?? '';
  return { code: String(code), message: String(error?.message ?? '') };
}
