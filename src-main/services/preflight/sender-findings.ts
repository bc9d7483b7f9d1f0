import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import { findSenderByNo, type SenderRow } from '#main/repositories/sending/sender.repo.ts';
import { readSendingRules } from '#main/repositories/sending/sending-rules.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { domainOf } from '#shared/domain/channel/domain-rules.ts';
import { parseSegmentPrice } from '#shared/domain/channel/sms-price.ts';
import { dayInZone } from '#shared/domain/day-in-zone.ts';
import type { PreflightFinding } from '#shared/domain/preflight/finding.ts';
import { secondsToSend } from '#shared/domain/preflight/send-duration.ts';
import { settingsOf } from '../sending/provider-account-of.ts';
import { getSendingHealth } from '../sending/sending-health.service.ts';
import type { ServiceContext } from '../service-context.ts';
import type { SmsTotal } from './tally.ts';

type Context = Pick<ServiceContext, 'db' | 'clock'>;

/** What was found out about all recipients. */
export interface AudienceTotal {
  recipients: number;
  /** Of text messages. */
  sms: SmsTotal | null;
}

/** What the sender has against it, how long it takes, and what text messages cost. */
export function senderFindings(
  ctx: Context,
  record: CampaignRecord,
  { recipients, sms }: AudienceTotal,
): PreflightFinding[] {
  const { reader } = ctx.db;
  const sender = record.sender_no === null ? undefined : findSenderByNo(reader, record.sender_no);
  if (!sender) return [];
  const isRealMail = sender.channel === 'email' && sender.provider !== 'test_mailbox';
  const domains = isRealMail ? domainFindings(ctx, domainOf(sender.from_email)) : [];
  const seconds = secondsToSend({
    recipients,
    limits: [sender, readSendingRules(reader)],
    warm_up: sender.warm_up,
    today: dayInZone(ctx.clock.now(), findOrganization(reader)?.timezone ?? 'UTC'),
  });
  const spread = record.timing.spread_minutes === null ? -1 : record.timing.spread_minutes * 60;
  const values = { seconds: Math.max(seconds ?? -1, spread), recipients };
  return [
    ...domains,
    ...(sms ? [smsFinding(sms, sender)] : []),
    { key: 'duration', code: 'duration', level: 'note', count: null, values, place: null },
  ];
}

/** By the price that the sender's owner has entered; without one the segments alone. */
function smsFinding(sms: SmsTotal, sender: SenderRow): PreflightFinding {
  const price = parseSegmentPrice(settingsOf(sender).segment_price ?? '');
  const { least, most, segments } = sms;
  const values: PreflightFinding['values'] = { least, most, segments };
  if (price) Object.assign(values, { amount: segments * price.amount, currency: price.currency });
  return { key: 'sms_size', code: 'sms_size', level: 'note', count: null, values, place: null };
}

function domainFindings(ctx: Context, domain: string): PreflightFinding[] {
  const known = getSendingHealth(ctx).domains.find((one) => one.domain === domain);
  const base = { level: 'warning' as const, count: null, place: null };
  if (!known?.checked_at) {
    return [{ ...base, level: 'note', key: 'domain_unchecked', code: 'domain_unchecked', values: { domain } }];
  }
  const { return_domain, aligned } = known;
  const found: PreflightFinding[] = known.findings
    .filter(({ state }) => state === 'missing' || state === 'wrong')
    .map(({ record, state }) => ({
      ...base,
      key: `domain_record:${record}`,
      code: 'domain_record',
      values: { domain, record: record.toUpperCase(), state },
    }));
  if (aligned) return found;
  return [...found, { ...base, key: 'domain_unaligned', code: 'domain_unaligned', values: { domain, return_domain } }];
}
