import type { Tx } from '#main/db/access.ts';
import { withdrawConsents } from '#main/repositories/consent/consent.repo.ts';
import type { ListRecord } from '#main/repositories/consent/list.repo.ts';
import { setMemberState } from '#main/repositories/consent/list-member.repo.ts';
import { recheckWaiting } from '#main/repositories/delivery/delivery-recheck.repo.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface Leave {
  list: ListRecord;
  contact: { no: number; id: string };
  /** A user, or a workflow for them. */
  source: 'user' | 'workflow';
  actor: string | null;
  at: Millis;
}

/** A member leaves a list: they stay known as somebody who has left, and get nothing of it that still waits. */
export function leaveList(tx: Tx, { list, contact, source, actor, at }: Leave): void {
  withdrawConsents(tx, { contact_no: contact.no, list_no: list.no, at });
  if (setMemberState(tx, { list_no: list.no, contact_no: contact.no, state: 'unsubscribed', source, at })) {
    const data = { list_id: list.id, list: list.name };
    tx.record({ type: 'list.unsubscribed', subject: `contact:${contact.id}`, actor, data });
  }
  recheckWaiting(tx, contact.no, at);
}
