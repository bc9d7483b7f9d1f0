import type { Tx } from '#main/db/access.ts';
import { finishIfDone } from '#main/repositories/campaign/campaign.repo.ts';
import { addressHash, findSuppressionEntry, suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { findContactByNo } from '#main/repositories/contact/contact.repo.ts';
import type { Before } from '#main/repositories/feedback/feedback.repo.ts';
import {
  addToFeedbackMinute,
  changeReported,
  type ReportedDelivery,
  resolveUnknownDelivery,
  softBouncesInRow,
} from '#main/repositories/feedback/feedback-delivery.repo.ts';
import { findOrganization } from '#main/repositories/system/organization.repo.ts';
import { responseNo } from '#main/repositories/tracking/response.repo.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import type { FeedbackEffect } from '#shared/domain/feedback/feedback-effect.ts';
import type { FeedbackKind, FeedbackRecipient } from '#shared/domain/feedback/feedback-report.ts';
import { instantOf, type Millis } from '#shared/kernel/instant.ts';
import { leave } from '../tracking/leave.ts';

export interface Feedback {
  kind: FeedbackKind;
  feedback_type: string | null;
  recipient: FeedbackRecipient;
  delivery: ReportedDelivery;
  /** Where a suppression says it comes from. */
  source: string;
  at: Millis;
}

export interface Applied {
  effect: FeedbackEffect;
  /** Hash of the address that gets nothing from now on. */
  suppressed: string | null;
  before: Before | null;
}

const NOTHING: Applied = { effect: 'none', suppressed: null, before: null };

/** What follows for a delivery from what came back about it. The same again changes nothing. */
export function applyFeedback(tx: Tx, feedback: Feedback): Applied {
  const applied = apply(tx, feedback);
  // One whose fate was unknown may have been the last that a campaign waited for.
  if (feedback.delivery.state === 'unknown') finishIfDone(tx, feedback.delivery.send_no, instantOf(feedback.at));
  return applied;
}

function apply(tx: Tx, feedback: Feedback): Applied {
  const { kind, delivery, at } = feedback;
  if (kind === 'complaint') {
    return feedback.feedback_type === 'opt-out' ? applyLeaving(tx, feedback) : applyComplaint(tx, feedback);
  }
  if (kind === 'unsubscribe') return applyLeaving(tx, feedback);
  if (kind === 'bounce' && feedback.recipient.action !== 'delayed') return applyBounce(tx, feedback);
  if (kind === 'bounce' || kind === 'delay') {
    resolveUnknownDelivery(tx, delivery.no, at);
    announce(tx, delivery);
    return { ...NOTHING, effect: 'delay' };
  }
  if (kind !== 'delivered' || !resolveUnknownDelivery(tx, delivery.no, at)) return NOTHING;
  announce(tx, delivery);
  return { ...NOTHING, effect: 'delivered' };
}

function applyBounce(tx: Tx, feedback: Feedback): Applied {
  const { delivery, recipient, at } = feedback;
  const isWorse = delivery.state === 'bounced' && delivery.code?.startsWith('soft') && recipient.class === 'hard';
  if (!isWorse && !['accepted', 'unknown', 'in_data'].includes(delivery.state)) return NOTHING;
  const before = beforeOf(tx, delivery);
  const code = `${recipient.class} ${recipient.reason ?? 'undefined'}`;
  const response_no = recipient.diagnostic === '' ? null : responseNo(tx, recipient.diagnostic);
  if (!changeReported(tx, delivery, { state: 'bounced', code, response_no, changed_at: at })) return NOTHING;
  if (!isWorse) addToFeedbackMinute(tx, { send_no: delivery.send_no, measure: 'bounced', at, n: 1 });
  const isEnough = recipient.class === 'hard' || (!recipient.sender_fault && hasBouncedEnough(tx, delivery.contact_no));
  const suppressed = isEnough ? suppress(tx, feedback, 'bounced') : null;
  announce(tx, delivery);
  return { effect: 'bounced', suppressed, before };
}

function hasBouncedEnough(tx: Tx, contact_no: number): boolean {
  const limit = findOrganization(tx)?.soft_bounce_limit ?? Number.POSITIVE_INFINITY;
  return softBouncesInRow(tx, contact_no) >= limit;
}

function applyComplaint(tx: Tx, feedback: Feedback): Applied {
  const { delivery, at } = feedback;
  if (!['accepted', 'unknown', 'in_data', 'bounced'].includes(delivery.state)) return NOTHING;
  const before = beforeOf(tx, delivery);
  const to = { state: 'complained' as const, code: feedback.feedback_type, response_no: null, changed_at: at };
  if (!changeReported(tx, delivery, to)) return NOTHING;
  addToFeedbackMinute(tx, { send_no: delivery.send_no, measure: 'complained', at, n: 1 });
  const suppressed = suppress(tx, feedback, 'complained');
  announce(tx, delivery);
  return { effect: 'complained', suppressed, before };
}

function applyLeaving(tx: Tx, { delivery, at }: Feedback): Applied {
  resolveUnknownDelivery(tx, delivery.no, at);
  leave(tx, { delivery_no: delivery.no, at, agent: 'mail', ip: '', one_click: true });
  return { ...NOTHING, effect: 'unsubscribed' };
}

/** @returns the hash, if that is news */
function suppress(tx: Tx, { delivery, source, at }: Feedback, reason: 'bounced' | 'complained'): string | null {
  const written = parseEmailAddress(delivery.address);
  if (!written.ok) return null;
  return suppressEmail(tx, { email_key: written.key, reason, source, at }) ? addressHash(written.key) : null;
}

function beforeOf(tx: Tx, { state, code, response_no, changed_at, address }: ReportedDelivery): Before {
  const written = parseEmailAddress(address);
  const suppression = written.ok ? (findSuppressionEntry(tx, addressHash(written.key)) ?? null) : null;
  // What was in hand when it came back had been handed over.
  return { state: state === 'in_data' ? 'accepted' : state, code, response_no, changed_at, suppression };
}

export function announce(tx: Tx, { contact_no, campaign_id }: ReportedDelivery): void {
  const contact = findContactByNo(tx, contact_no);
  if (contact) tx.touch(`contact:${contact.id}`);
  if (campaign_id) tx.touch(`campaign-stats:${campaign_id}`);
  tx.touch('feedback', 'contacts', 'home');
}
