import { ruleOfText } from '#main/repositories/segment/segment-rule.repo.ts';
import { zoneOf } from '#main/repositories/segment/segment-world.ts';
import type { QuietContacts } from '#main/repositories/tracking/quiet.repo.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import { type QuietDays, type QuietKind, quietRule } from '#shared/domain/segment/quiet-rule.ts';
import { SegmentClock } from '#shared/domain/segment/segment-clock.ts';
import { MINUTE } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';

/** Whom it may be better to ask, or to leave alone: counted by the rule that finds them in the list of contacts, in the same minute. */
export async function findQuiet(
  { db: { reader }, clock, reads }: Pick<ServiceContext, 'db' | 'clock' | 'reads'>,
  { kind, days }: { kind: QuietKind; days: QuietDays },
): Promise<QuietContacts & { rule: string }> {
  const rule = ruleOfText(reader, quietRule(kind, days));
  const now = Math.floor(clock.now() / MINUTE) * MINUTE;
  const since = new SegmentClock(now, zoneOf(reader)).windowStart({ amount: days, unit: 'd' });
  return { ...(await reads.run('contacts.quiet', { rule, now, since })), rule: printSegment(rule) };
}
