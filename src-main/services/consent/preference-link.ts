import { mergeAddressesOf, mergeDataOf } from '#main/rendering/merge-data.ts';
import { renderLetter } from '#main/rendering/render-letter.ts';
import { mayMailAsked, noteMailAsked } from '#main/repositories/consent/asked-mail.repo.ts';
import { findLink, insertLink } from '#main/repositories/consent/preference.repo.ts';
import { findEmailSuppression } from '#main/repositories/consent/suppression.repo.ts';
import { findContactByKey } from '#main/repositories/contact/contact.repo.ts';
import { type PageLanguage, spokenLanguage } from '#shared/domain/consent/page-language.ts';
import { LINK_HOURS } from '#shared/domain/consent/signup-form.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import { HOUR } from '#shared/kernel/instant.ts';
import { mergeContactOf } from '../contact/merge-contact.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization } from '../tracking/tracking-address.ts';
import { letterSender } from './letter-sender.ts';
import { PREFERENCES_LINK } from './mail-words.ts';
import { personBehind } from './preference-person.ts';

/** Somebody typed an address to be sent the link to their page. Nothing here tells whether it is known. */
export function askForLink(
  ctx: Pick<ServiceContext, 'db' | 'clock' | 'queue'>,
  typed: string,
  language: PageLanguage,
): void {
  const answer = parseEmailAddress(typed);
  if (!answer.ok) return;
  const at = ctx.clock.now();
  ctx.db.write((tx) => {
    const known = findContactByKey(tx, answer.key);
    if (!known || !mayMailAsked(tx, answer.key, at)) return;
    const expires_at = at + LINK_HOURS * HOUR;
    const link_no = insertLink(tx, { contact_no: known.no, email: answer.address, language, expires_at });
    ctx.queue.enqueue(tx, 'preferences.mail', { link_no }, { key: `contact ${known.no}` });
  });
}

/** Sends that link, at least once while it is good for something. */
export async function mailPreferencesLink(
  ctx: Pick<ServiceContext, 'db' | 'clock' | 'endpoints' | 'mailer' | 'tokens' | 'log'>,
  link_no: number,
): Promise<void> {
  const { reader } = ctx.db;
  const person = personBehind(reader, { link_no }, ctx.clock.now());
  const link = findLink(reader, link_no);
  if (!person?.contact || !link) return;
  const suppression = findEmailSuppression(reader, person.email_key);
  if (suppression !== null && suppression !== 'unsubscribed') return;
  if (!mayMailAsked(reader, person.email_key, ctx.clock.now())) return;
  const way = letterSender(ctx, reader, null);
  if ('problem' in way) {
    ctx.log.warn({ problem: way.problem }, 'a link to the preferences was not sent');
    return;
  }
  if (way.sender.paused_reason !== null) throw new Error(`the sender is paused: ${way.sender.paused_reason}`);
  const preferences_url = `${way.base}/p/${ctx.tokens.link.sign(link_no)}`;
  const addresses = mergeAddressesOf('', {
    unsubscribe: preferences_url,
    preferences: preferences_url,
    view: preferences_url,
  });
  const letter = renderLetter(
    PREFERENCES_LINK[spokenLanguage(person.contact.locale || link.language)],
    mergeDataOf(mergeContactOf(person.contact), addresses),
    { organization: requireOrganization(reader).name, hours: String(LINK_HOURS) },
  );
  const { ok, said, lasting } = await ctx.mailer.sendNow(way.sender.no, { to: person.address, ...letter });
  if (!ok && !lasting) throw new Error(`the server did not take it: ${said}`);
  if (ok) ctx.db.write((tx) => noteMailAsked(tx, person.email_key, ctx.clock.now()));
}
