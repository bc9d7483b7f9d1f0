import PostalMime from 'postal-mime';
import type { GuardedAnswer } from '#main/platform/guarded-fetch.ts';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import type { ChannelProvider } from '../channel-provider.ts';
import { HttpConnection, type HttpMeans, type HttpRequest } from '../http-connection.ts';
import { factsOf, jsonOf, judgeStatus } from '../http-outcome.ts';
import type { EmailMessage } from './email-message.ts';

export interface SendgridAccount {
  api_key: string;
  region: string;
  /** Empty for SendGrid's own. */
  endpoint: string;
}

const HOSTS: Record<string, string> = { global: 'https://api.sendgrid.com', eu: 'https://api.eu.sendgrid.com' };

/** SendGrid, API version 3. */
export function createSendgridProvider(
  account: SendgridAccount,
  means: HttpMeans & { now(): number },
): ChannelProvider<EmailMessage> {
  const exchange = {
    requestFor: (message: EmailMessage) => requestFor(account, message),
    judge: (answer: GuardedAnswer) => judge(answer, means.now()),
  };
  return {
    channel: 'email',
    connect: (signal) => Promise.resolve({ ok: true, connection: new HttpConnection(exchange, means, signal) }),
  };
}

/** Headers that the service makes itself, or refuses to be given. */
const OWN_HEADERS =
  /^(?:to|from|cc|bcc|subject|reply-to|date|mime-version|content-.*|received|dkim-signature|x-sg-e?id)$/;

/** It takes parts and no MIME, so the composed message is read back: what goes out is what any other server would get. */
async function requestFor(account: SendgridAccount, { from, to, mime }: EmailMessage): Promise<HttpRequest> {
  const mail = await PostalMime.parse(Buffer.from(mime, 'latin1'), { attachmentEncoding: 'base64' });
  const headers = mail.headers.filter(({ key }) => !OWN_HEADERS.test(key));
  const messageId = (mail.messageId ?? '').replace(/[<>]/g, '');
  const [reply] = mail.replyTo ?? [];
  const content = [
    { type: 'text/plain', value: mail.text ?? '' },
    { type: 'text/html', value: mail.html ?? '' },
  ].filter(({ value }) => value !== '');
  const body = {
    // The argument comes back with each report.
    personalizations: [{ to: [{ email: to }], custom_args: { herald_message_id: messageId } }],
    from: addressOf({ name: mail.from?.name ?? '', address: mail.from?.address ?? from }),
    ...(reply?.address ? { reply_to: addressOf({ name: reply.name, address: reply.address }) } : {}),
    subject: mail.subject ?? '',
    content,
    headers: Object.fromEntries(headers.map(({ originalKey, value }) => [originalKey, value])),
    // Herald counts by itself, and the way out of its mails is its own.
    tracking_settings: {
      click_tracking: { enable: false, enable_text: false },
      open_tracking: { enable: false },
      subscription_tracking: { enable: false },
    },
    ...(mail.attachments.length > 0 ? { attachments: mail.attachments.map(attachmentOf) } : {}),
  };
  return {
    method: 'POST',
    url: `${account.endpoint || HOSTS[account.region]}/v3/mail/send`,
    headers: { Authorization: `Bearer ${account.api_key}`, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  };
}

function addressOf({ name, address }: { name: string; address: string }): object {
  return name ? { email: address, name } : { email: address };
}

type Parsed = Awaited<ReturnType<typeof PostalMime.parse>>;

function attachmentOf({ content, mimeType, filename, contentId, disposition }: Parsed['attachments'][number]): object {
  return {
    content: String(content),
    type: mimeType,
    filename: filename ?? 'unnamed',
    disposition: disposition ?? 'attachment',
    ...(contentId ? { content_id: contentId.replace(/[<>]/g, '') } : {}),
  };
}

/** What is wrong with the request itself would be wrong for everybody; only the address is this recipient's. */
const RECIPIENT_FIELD = /^personalizations\b/;

function judge(answer: GuardedAnswer, now: number): SendOutcome {
  const errors = errorsOf(answer);
  const message = errors.map((error) => error.message).join(' ');
  const [first] = errors;
  if (answer.status === 400 && first && !RECIPIENT_FIELD.test(first.field)) {
    return { kind: 'rejected', blame: 'sender', ...factsOf(answer, { code: '', message }) };
  }
  if (/maximum credits exceeded/i.test(message)) {
    return { kind: 'rejected', blame: 'sender', ...factsOf(answer, { code: '', message }) };
  }
  return judgeStatus(answer, { code: '', message }, now);
}

function errorsOf(answer: GuardedAnswer): { message: string; field: string }[] {
  const { errors } = jsonOf(answer);
  if (!Array.isArray(errors)) return [];
  return errors.map((error: { message?: unknown; field?: unknown } | null) => ({
    message: String(error?.message ?? ''),
    field: String(error?.field ?? ''),
  }));
}
