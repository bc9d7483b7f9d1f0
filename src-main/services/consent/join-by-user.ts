import type { Tx } from '#main/db/access.ts';
import type { ListRecord } from '#main/repositories/consent/list.repo.ts';
import { setMemberState } from '#main/repositories/consent/list-member.repo.ts';
import { findEmailSuppression } from '#main/repositories/consent/suppression.repo.ts';
import type { ContactRecord } from '#main/repositories/contact/contact.repo.ts';
import { spokenLanguage } from '#shared/domain/consent/page-language.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization } from '../tracking/tracking-address.ts';
import { askConsent } from './ask-consent.ts';

/**
 * A user, or a workflow for them, puts somebody on a list. Where the list has its members confirm, they are asked by mail; who is suppressed, or has no address,
 * is noted as unconfirmed and not written to.
 */
export function joinByUser(
  ctx: Pick<ServiceContext, 'clock' | 'ids' | 'queue'>,
  tx: Tx,
  { actor, list, contact }: { actor: string | null; list: ListRecord; contact: ContactRecord },
): void {
  const at = ctx.clock.now();
  const { no, id, email, email_key, locale } = contact;
  const state = list.double_opt_in ? 'unconfirmed' : 'subscribed';
  const mayAsk = email !== null && email_key !== null && findEmailSuppression(tx, email_key) === null;
  if (list.double_opt_in && mayAsk) {
    askConsent(ctx, tx, {
      contact_no: no,
      contact_id: id,
      list,
      source: 'user',
      form_no: null,
      wording_no: null,
      wording: '',
      language: spokenLanguage(locale || requireOrganization(tx).locale),
      email,
      data: {},
      asked_at: at,
      asked_ip: '',
      asked_agent: '',
      actor,
    });
    return;
  }
  setMemberState(tx, { list_no: list.no, contact_no: no, state, source: 'user', at });
  const data = { list_id: list.id, list: list.name };
  tx.record({ type: `list.${state}`, subject: `contact:${id}`, actor, data });
}
