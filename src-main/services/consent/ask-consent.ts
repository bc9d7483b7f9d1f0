import type { Tx } from '#main/db/access.ts';
import { type NewConsent, saveWish } from '#main/repositories/consent/consent.repo.ts';
import type { ListRecord } from '#main/repositories/consent/list.repo.ts';
import { findMemberState, setMemberState } from '#main/repositories/consent/list-member.repo.ts';
import { CONFIRM_DAYS } from '#shared/domain/consent/signup-form.ts';
import { DAY } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';

export type Asking = Omit<NewConsent, 'id' | 'list_no' | 'expires_at'> & {
  list: Pick<ListRecord, 'no' | 'id' | 'name'>;
  contact_id: string;
  actor: string | null;
};

/**
 * Notes that a contact may want to be on a list, and has them asked by mail. Until they answer they are unconfirmed; who gets the
 * list's mail already keeps getting it, and who has left it has still left.
 */
export function askConsent(ctx: Pick<ServiceContext, 'ids' | 'queue'>, tx: Tx, asking: Asking): void {
  const { list, contact_id, actor, ...wish } = asking;
  const { contact_no, asked_at: at, source } = wish;
  const expires_at = at + CONFIRM_DAYS * DAY;
  const no = saveWish(tx, { ...wish, id: ctx.ids.id(), list_no: list.no, expires_at });
  if (findMemberState(tx, list.no, contact_no) === null) {
    setMemberState(tx, { list_no: list.no, contact_no, state: 'unconfirmed', source, at });
  }
  ctx.queue.enqueue(tx, 'consent.mail', { consent_no: no }, { key: String(no) });
  const data = { list_id: list.id, list: list.name, source };
  tx.record({ type: 'consent.asked', subject: `contact:${contact_id}`, actor, data });
  tx.touch(`contact:${contact_id}`);
}
