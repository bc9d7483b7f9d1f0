import type { Tx } from '#main/db/access.ts';
import { findConsent, type Giving, saveWish, withdrawConsents } from '#main/repositories/consent/consent.repo.ts';
import { saveLeaving } from '#main/repositories/consent/leaving.repo.ts';
import { findListByNo } from '#main/repositories/consent/list.repo.ts';
import { setMemberState } from '#main/repositories/consent/list-member.repo.ts';
import { subscribedLists, type Topic } from '#main/repositories/consent/preference.repo.ts';
import { findEmailSuppression } from '#main/repositories/consent/suppression.repo.ts';
import { type ContactRecord, findContactByNo, updateContact } from '#main/repositories/contact/contact.repo.ts';
import type { PageLanguage } from '#shared/domain/consent/page-language.ts';
import { dayInZone } from '#shared/domain/day-in-zone.ts';
import { assert } from '#shared/kernel/assert.ts';
import { instantOf, type Millis } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization } from '../tracking/tracking-address.ts';
import { acceptConsent } from './give-consent.ts';
import { type Person, returnTo } from './preference-person.ts';

/** Whoever had left everything and ticks topics wants those, and no list besides that the page does not show. */
export function comeBackTo(tx: Tx, person: Person, topics: ReadonlySet<string>, at: Millis): void {
  const { contact, email_key } = person;
  if (!contact || findEmailSuppression(tx, email_key) !== 'unsubscribed') return;
  for (const list_no of subscribedLists(tx, contact.no)) {
    const list = findListByNo(tx, list_no);
    if (!list || topics.has(list.id)) continue;
    setMemberState(tx, { list_no, contact_no: contact.no, state: 'unsubscribed', source: 'preferences', at });
  }
  returnTo(tx, person, at);
}

/** The token in the mail proves whose address it is, so nothing more has to be confirmed. */
export function join(
  ctx: Pick<ServiceContext, 'ids'>,
  tx: Tx,
  { person, topic, giving }: { person: Person & { contact: ContactRecord }; topic: Topic; giving: Giving },
): void {
  const { contact, address } = person;
  const { at, ip, agent } = giving;
  const list = findListByNo(tx, topic.list_no);
  assert(list, 'a topic is a list');
  const no = saveWish(tx, {
    id: ctx.ids.id(),
    contact_no: contact.no,
    list_no: list.no,
    source: 'preferences',
    form_no: null,
    wording_no: null,
    wording: topic.description ? `${topic.name}: ${topic.description}` : topic.name,
    language: contact.locale,
    email: address,
    data: {},
    asked_at: at,
    asked_ip: ip,
    asked_agent: agent,
    expires_at: at,
  });
  const row = findConsent(tx, no);
  assert(row, 'a wish that was just saved is there');
  acceptConsent(tx, { row, contact, list, giving, day: dayInZone(at, requireOrganization(tx).timezone) });
}

export function leaveTopic(
  tx: Tx,
  contact: ContactRecord,
  { topic, delivery_no, at }: { topic: Topic; delivery_no: number | null; at: Millis },
): void {
  const { list_no, list_id, name } = topic;
  setMemberState(tx, { list_no, contact_no: contact.no, state: 'unsubscribed', source: 'preferences', at });
  withdrawConsents(tx, { contact_no: contact.no, list_no, at });
  saveLeaving(tx, { at, contact_no: contact.no, list_no, delivery_no, way: 'preferences' });
  tx.record({
    type: 'list.unsubscribed',
    subject: `contact:${contact.id}`,
    actor: null,
    data: { list_id, list: name },
  });
}

/** Only where it is another language: `de-AT` stays when somebody chooses German. */
export function setLanguage(tx: Tx, contact_no: number, language: PageLanguage, at: Millis): void {
  const contact = findContactByNo(tx, contact_no);
  if (!contact || contact.locale.slice(0, 2).toLowerCase() === language) return;
  updateContact(tx, contact.id, contact.revision, {
    locale: language,
    updated_at: instantOf(at),
    updated_by: null,
  });
}
