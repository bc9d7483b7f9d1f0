import type { Tx } from '#main/db/access.ts';
import { saveLeaving, sayWhyLeft, undoLeaving } from '#main/repositories/consent/leaving.repo.ts';
import { findEmailSuppression, suppressEmail, unsuppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import {
  saveUnsubscribe,
  saveUnsubscribeReason,
  undoUnsubscribe,
} from '#main/repositories/consent/unsubscribe.repo.ts';
import { findContactByNo } from '#main/repositories/contact/contact.repo.ts';
import {
  ANY_LINK,
  addToHitMinute,
  agentNo,
  countDeed,
  findTrackedDelivery,
  findTrackedSend,
  forgetDeed,
  insertHits,
  type TrackedDelivery,
} from '#main/repositories/tracking/hit.repo.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import type { LeaveReason } from '#shared/domain/tracking/leave-reason.ts';
import { MINUTE, type Millis } from '#shared/kernel/instant.ts';

export interface Leaving {
  delivery_no: number;
  at: Millis;
  agent: string;
  ip: string;
  /** By the button of the mail program, not on the page. */
  one_click: boolean;
}

/**
 * Somebody wants no more mail: their address is suppressed for everything, and with it whatever is still queued. Doing it again
 * changes nothing. @returns whether there is such a delivery
 */
export function leave(tx: Tx, { delivery_no, at, agent, ip, one_click }: Leaving): boolean {
  const delivery = findTrackedDelivery(tx, delivery_no);
  if (!delivery) return false;
  const send = findTrackedSend(tx, delivery.send_no);
  for (const email_key of addressesOf(tx, delivery)) {
    suppressEmail(tx, { email_key, reason: 'unsubscribed', source: `campaign:${send?.campaign_id ?? ''}`, at });
  }
  if (!saveUnsubscribe(tx, { delivery_no, at, one_click })) return true;
  const { send_no } = delivery;
  saveLeaving(tx, {
    at,
    contact_no: delivery.contact_no,
    list_no: null,
    delivery_no,
    way: one_click ? 'one_click' : 'page',
  });
  insertHits(tx, [{ at, send_no, delivery_no, kind: 'unsubscribe', link: null, agent_no: agentNo(tx, agent), ip }]);
  const isNew = countDeed(tx, { delivery_no, kind: 'unsubscribe', link: ANY_LINK }, at);
  addToMinute(tx, { send_no, at, n: isNew ? 1 : 0 });
  announce(tx, delivery, { type: 'contact.unsubscribed', campaign_id: send?.campaign_id, one_click });
  return true;
}

/** They think better of it on the page that told them. A suppression for another reason stays. */
export function comeBack(tx: Tx, { delivery_no, at }: { delivery_no: number; at: Millis }): boolean {
  const delivery = findTrackedDelivery(tx, delivery_no);
  if (!delivery || !undoUnsubscribe(tx, delivery_no, at)) return delivery !== undefined;
  undoLeaving(tx, { delivery_no }, at);
  const send = findTrackedSend(tx, delivery.send_no);
  for (const email_key of addressesOf(tx, delivery)) {
    if (findEmailSuppression(tx, email_key) === 'unsubscribed') unsuppressEmail(tx, email_key);
  }
  const left_at = forgetDeed(tx, { delivery_no, kind: 'unsubscribe', link: ANY_LINK });
  if (left_at !== null) addToMinute(tx, { send_no: delivery.send_no, at: left_at, n: -1 });
  announce(tx, delivery, { type: 'contact.came_back', campaign_id: send?.campaign_id });
  return true;
}

export function sayWhy(
  tx: Tx,
  { delivery_no, reason, words }: { delivery_no: number; reason: LeaveReason; words: string | null },
): boolean {
  saveUnsubscribeReason(tx, delivery_no, reason);
  sayWhyLeft(tx, { delivery_no }, { reason, words });
  return true;
}

function addToMinute(tx: Tx, { send_no, at, n }: { send_no: number; at: Millis; n: number }): void {
  const minute = Math.floor(at / MINUTE);
  addToHitMinute(tx, { send_no, measure: 'unsubscribed', minute }, { total: n, uniques: n });
}

/** The address that was written to and, should it have changed since, the one that the person has now. */
function addressesOf(tx: Tx, { address, contact_no }: TrackedDelivery): Set<string> {
  const keys = new Set<string>();
  const written = parseEmailAddress(address);
  if (written.ok) keys.add(written.key);
  const now = findContactByNo(tx, contact_no)?.email_key;
  if (now) keys.add(now);
  return keys;
}

function announce(
  tx: Tx,
  { contact_no }: TrackedDelivery,
  { type, campaign_id, ...data }: { type: string; campaign_id: string | undefined; one_click?: boolean },
): void {
  const contact = findContactByNo(tx, contact_no);
  if (contact) {
    tx.record({ type, subject: `contact:${contact.id}`, actor: null, data: { ...data, campaign_id } });
    tx.touch(`contact:${contact.id}`);
  }
  if (campaign_id) tx.touch(`campaign-stats:${campaign_id}`);
  tx.touch('contacts', 'home');
}
