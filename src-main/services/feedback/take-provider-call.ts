import type { ProviderEvent } from '#main/channels/webhook/provider-event.ts';
import { type ProviderCall, readCall } from '#main/channels/webhook/read-call.ts';
import { SnsCertificates } from '#main/channels/webhook/verify-sns.ts';
import type { Reader } from '#main/db/access.ts';
import type { GuardedFetch } from '#main/platform/guarded-fetch.ts';
import { suppressPhone, unsuppressPhone } from '#main/repositories/consent/suppression.repo.ts';
import { isNewAnswer } from '#main/repositories/consent/text-answer.repo.ts';
import { findReported } from '#main/repositories/feedback/feedback-delivery.repo.ts';
import { findSender, type SenderRow } from '#main/repositories/sending/sender.repo.ts';
import { isE164 } from '#shared/domain/channel/phone-number.ts';
import { describeProvider } from '#shared/domain/channel/provider-catalog.ts';
import { providerAccountOf } from '../sending/provider-account-of.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization, trackingBase } from '../tracking/tracking-address.ts';
import { reportOfEvent } from './report-of-event.ts';
import { takeReports } from './take-report.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'tokens' | 'secrets' | 'endpoints'>;

export interface ArrivedCall extends Omit<ProviderCall, 'url'> {
  sender_id: string;
  /** With the query, as it was asked for. */
  path: string;
}

/** `refused`: nothing proves that the sender's own service has called. `nowhere`: no sender whose service would call. */
export type CallAnswer = 'taken' | 'refused' | 'nowhere';

/** The services behind senders tell what became of messages. The same event counts once, however often it is told. */
export function createCallTaker(ctx: Context, fetch: GuardedFetch): (call: ArrivedCall) => Promise<CallAnswer> {
  const means = { fetch, certificates: new SnsCertificates(fetch, () => ctx.clock.now()) };
  return async ({ sender_id, path, header, body }) => {
    const { reader } = ctx.db;
    const sender = findSender(reader, sender_id);
    if (!sender || !describeProvider(sender.provider).reports) return 'nowhere';
    const account = providerAccountOf({ secrets: ctx.secrets, mailbox: ctx.endpoints.mailbox }, reader, sender);
    const url = `${trackingBase(ctx, requireOrganization(reader))}${path}`;
    const events = await readCall(account, { url, header, body }, means);
    if (events === null) return 'refused';
    takeEvents(ctx, sender, events, new URL(url).searchParams.get('d') ?? '');
    return 'taken';
  };
}

/** @param reference the delivery, as the address said where it was to be told of */
function takeEvents(ctx: Context, sender: SenderRow, events: readonly ProviderEvent[], reference: string): void {
  const source = `provider:${sender.provider}`;
  const reports = events.flatMap((event) => {
    const report = reportOfEvent(event, event.message_id ?? messageIdOf(ctx.db.reader, reference, event.recipient));
    return report ? [{ report, source, raw: Buffer.from(JSON.stringify(event, null, 2)), key: event.key }] : [];
  });
  if (reports.length > 0) takeReports(ctx, reports);
  if (sender.channel === 'sms') for (const event of events) takeWish(ctx, sender, event);
}

/** A text message has no id of ours on its way; the address that its service calls names the delivery. */
function messageIdOf(reader: Reader, reference: string, recipient: string): string | null {
  const delivery = /^[0-9a-z]{1,11}$/.test(reference)
    ? findReported(reader, Number.parseInt(reference, 36))
    : undefined;
  return delivery?.address === recipient ? `${reference}.${delivery.campaign_id}@text` : null;
}

/** What somebody has answered, and what is known of their telephone from then on. An answer that is told again changes nothing. */
function takeWish(ctx: Context, { id }: SenderRow, { key, kind, recipient: phone, suppress }: ProviderEvent): void {
  if (!isE164(phone)) return;
  ctx.db.write((tx) => {
    const isAnswer = kind === 'opt_in' || kind === 'opt_out';
    if (isAnswer && !isNewAnswer(tx, key, ctx.clock.now())) return;
    if (kind === 'opt_in') unsuppressPhone(tx, phone);
    if (!suppress) return;
    const reason = kind === 'opt_out' ? ('unsubscribed' as const) : ('bounced' as const);
    suppressPhone(tx, { phone, reason, source: `sender:${id}`, at: ctx.clock.now() });
  });
}
