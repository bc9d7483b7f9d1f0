import { domainToASCII } from 'node:url';
import aws4 from 'aws4';
import type { GuardedAnswer } from '#main/platform/guarded-fetch.ts';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import type { ChannelProvider } from '../channel-provider.ts';
import { HttpConnection, type HttpMeans, type HttpRequest } from '../http-connection.ts';
import { accepted, factsOf, holdOff, jsonOf, judgeStatus, type ServiceError } from '../http-outcome.ts';
import type { EmailMessage } from './email-message.ts';

export interface SesAccount {
  region: string;
  access_key_id: string;
  secret_access_key: string;
  /** Through which Amazon reports what became of messages. */
  configuration_set: string;
  /** Empty for Amazon's own. */
  endpoint: string;
}

const PATH = '/v2/email/outbound-emails';

/** Amazon SES, API version 2. The message goes there as it would go to a mail server. */
export function createSesProvider(
  account: SesAccount,
  means: HttpMeans & { now(): number },
): ChannelProvider<EmailMessage> {
  const exchange = {
    obstacleTo,
    requestFor: (message: EmailMessage) => requestFor(account, message, means.now()),
    judge: (answer: GuardedAnswer) => judge(answer, means.now()),
  };
  return {
    channel: 'email',
    connect: (signal) => Promise.resolve({ ok: true, connection: new HttpConnection(exchange, means, signal) }),
  };
}

/** Amazon takes letters beyond a to z in the domain only, and there in ASCII. */
function obstacleTo({ to }: EmailMessage): SendOutcome | null {
  const said = 'Amazon SES does not take addresses with letters beyond a to z before the @.';
  return /^[\x20-\x7e]*@/.test(to) ? null : { kind: 'rejected', blame: 'recipient', code: 'SMTPUTF8', said };
}

function inAscii(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1)) || address.slice(at + 1)}`;
}

function requestFor(account: SesAccount, { to, mime }: EmailMessage, now: number): HttpRequest {
  const { region, access_key_id, secret_access_key, configuration_set } = account;
  const url = `${account.endpoint || `https://email.${region}.amazonaws.com`}${PATH}`;
  const body = JSON.stringify({
    Destination: { ToAddresses: [inAscii(to)] },
    Content: { Raw: { Data: Buffer.from(mime, 'latin1').toString('base64') } },
    ...(configuration_set ? { ConfigurationSetName: configuration_set } : {}),
  });
  const { headers } = aws4.sign(
    {
      method: 'POST',
      host: new URL(url).host,
      path: PATH,
      service: 'ses',
      region,
      headers: { 'Content-Type': 'application/json', 'X-Amz-Date': amazonDate(now) },
      body,
    },
    { accessKeyId: access_key_id, secretAccessKey: secret_access_key },
  );
  return { method: 'POST', url, headers: headers as Record<string, string>, body };
}

/** `20261130T134500Z` */
function amazonDate(now: number): string {
  return new Date(now).toISOString().replace(/[-:]|\.\d{3}/g, '');
}

/** Errors about the account rather than one message. Amazon names the same ones differently in places. */
const ACCOUNT_ERRORS =
  /^(?:AccountSuspended|SendingPaused|MailFromDomainNotVerified|NotFound|LimitExceeded|AccessDenied|UnrecognizedClient|InvalidClientTokenId|SignatureDoesNotMatch|InvalidSignature|ExpiredToken|RequestExpired|MissingAuthenticationToken|IncompleteSignature)/;

function judge(answer: GuardedAnswer, now: number): SendOutcome {
  if (answer.status >= 200 && answer.status < 300) return accepted(answer);
  const error = errorOf(answer);
  const dailyQuota = /daily (?:message )?quota/i.test(error.message);
  const unverified = error.code === 'MessageRejected' && /not verified/i.test(error.message);
  if (dailyQuota || unverified || ACCOUNT_ERRORS.test(error.code)) {
    return { kind: 'rejected', blame: 'sender', ...factsOf(answer, error) };
  }
  if (/^(?:TooManyRequests|Throttling)/.test(error.code)) return holdOff(answer, error, now);
  return judgeStatus(answer, error, now);
}

/** The name comes in a header or in the body, with a namespace before or an address behind. */
function errorOf(answer: GuardedAnswer): ServiceError {
  const body = jsonOf(answer);
  const named = answer.headers['x-amzn-errortype'] ?? String(body.__type ?? body.code ?? '');
  const code = named
    .replace(/:.*$/, '')
    .replace(/^.*#/, '')
    .replace(/Exception$/, '');
  return { code, message: String(body.message ?? body.Message ?? '') };
}
