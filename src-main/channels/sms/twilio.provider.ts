import type { GuardedAnswer } from '#main/platform/guarded-fetch.ts';
import type { Charge, SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import type { ChannelProvider } from '../channel-provider.ts';
import { HttpConnection, type HttpMeans, type HttpRequest } from '../http-connection.ts';
import { factsOf, holdOff, jsonOf, judgeStatus, type ServiceError } from '../http-outcome.ts';
import type { SmsMessage } from './sms-message.ts';

export interface TwilioAccount {
  account_sid: string;
  auth_token: string;
  /** A number, a name, or a messaging service that chooses one. */
  sms_from: string;
  /** Empty for Twilio's own. */
  endpoint: string;
}

/** Twilio's programmable messaging, API version 2010-04-01. */
export function createTwilioProvider(
  account: TwilioAccount,
  means: HttpMeans & { now(): number },
): ChannelProvider<SmsMessage> {
  const exchange = {
    requestFor: (message: SmsMessage) => requestFor(account, message),
    judge: (answer: GuardedAnswer) => judge(answer, means.now()),
  };
  return {
    channel: 'sms',
    connect: (signal) => Promise.resolve({ ok: true, connection: new HttpConnection(exchange, means, signal) }),
  };
}

function requestFor(account: TwilioAccount, { to, text, report_to }: SmsMessage): HttpRequest {
  const { account_sid, auth_token, sms_from, endpoint } = account;
  const form = new URLSearchParams({
    To: to,
    [sms_from.startsWith('MG') ? 'MessagingServiceSid' : 'From']: sms_from,
    Body: text,
    ...(report_to === null ? {} : { StatusCallback: report_to }),
  });
  return {
    method: 'POST',
    url: `${endpoint || 'https://api.twilio.com'}/2010-04-01/Accounts/${account_sid}/Messages.json`,
    headers: {
      Authorization: `Basic ${Buffer.from(`${account_sid}:${auth_token}`).toString('base64')}`,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: form.toString(),
  };
}

/** https://www.twilio.com/docs/api/errors: the account, its sender or its balance; then "too much at once". */
const ACCOUNT_ERRORS = new Set([
  20003, 20005, 20006, 20008, 20404, 21212, 21603, 21606, 21659, 21660, 21701, 21703, 21705, 30002, 63038,
]);
const BUSY_ERRORS = new Set([14107, 20429, 21611, 30001, 30022]);

function judge(answer: GuardedAnswer, now: number): SendOutcome {
  const error = errorOf(answer);
  const code = Number(error.code);
  if (answer.status < 200 || answer.status >= 300) {
    if (ACCOUNT_ERRORS.has(code)) return { kind: 'rejected', blame: 'sender', ...factsOf(answer, error) };
    if (BUSY_ERRORS.has(code)) return holdOff(answer, error, now);
    return judgeStatus(answer, error, now);
  }
  const { sid = '', status = '', ...rest } = jsonOf(answer);
  const charge = chargeOf(rest);
  return {
    kind: 'accepted',
    code: String(answer.status),
    said: `${answer.status} ${String(status)} ${String(sid)}`.trim(),
    ...(charge && { charge }),
  };
}

/** What it counted. Prices are negative, and mostly known only later; a messaging service counts later too and says 0 until then. */
function chargeOf({ num_segments, price, price_unit }: Record<string, unknown>): Charge | null {
  const segments = Number(num_segments);
  if (!Number.isInteger(segments) || segments < 1) return null;
  const amount = Math.abs(Number.parseFloat(String(price)));
  const isPriced = Number.isFinite(amount) && typeof price_unit === 'string' && /^[A-Z]{3}$/i.test(price_unit);
  return isPriced
    ? { segments, price: amount, currency: price_unit.toUpperCase() }
    : { segments, price: null, currency: '' };
}

function errorOf(answer: GuardedAnswer): ServiceError {
  const { code = '', message = '' } = jsonOf(answer);
  return { code: String(code), message: String(message) };
}
