import type { Tx } from '#main/db/access.ts';
import { wordsOf } from '#main/rendering/form-page.ts';
import type { FormProblem } from '#main/rendering/form-words.ts';
import { findConsent, saveWish } from '#main/repositories/consent/consent.repo.ts';
import type { ListRecord } from '#main/repositories/consent/list.repo.ts';
import { findMemberState } from '#main/repositories/consent/list-member.repo.ts';
import { countFormPost } from '#main/repositories/consent/signup-form.repo.ts';
import { findEmailSuppression } from '#main/repositories/consent/suppression.repo.ts';
import { type ContactRecord, findContact, findContactByKey } from '#main/repositories/contact/contact.repo.ts';
import type { PageLanguage } from '#shared/domain/consent/page-language.ts';
import { CONFIRM_DAYS, FASTEST_FILL_SECONDS, SLOWEST_FILL_SECONDS } from '#shared/domain/consent/signup-form.ts';
import type { ContactInput } from '#shared/domain/contact-fields.ts';
import { dayInZone } from '#shared/domain/day-in-zone.ts';
import type { EmailAddress } from '#shared/domain/email-address.ts';
import { assert } from '#shared/kernel/assert.ts';
import { DAY } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization } from '../tracking/tracking-address.ts';
import { askConsent } from './ask-consent.ts';
import { acceptConsent } from './give-consent.ts';
import { addStranger } from './new-contact.ts';
import type { OpenForm } from './open-form.ts';
import { readPost } from './read-post.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'queue' | 'endpoints' | 'tokens'>;

/** Proves when a form was shown. */
export function momentToken(ctx: Pick<Context, 'clock' | 'tokens'>): string {
  return ctx.tokens.moment.sign(Math.floor(ctx.clock.now() / 1_000));
}

export interface FormPost {
  posted: ReadonlyMap<string, string>;
  language: PageLanguage;
  ip: string;
  agent: string;
}

export type PostOutcome =
  | { kind: 'wrong'; problems: Map<string, FormProblem> }
  | { kind: 'once_more' }
  | { kind: 'taken'; address: string; by_mail: boolean };

/**
 * Takes a post of a form. The answer is the same whether the address is known or not, and for a program that fell into the trap: it
 * must not learn anything here.
 */
export function takePost(ctx: Context, form: OpenForm, post: FormPost): PostOutcome {
  const { record, list, shown } = form;
  const { timezone } = requireOrganization(ctx.db.reader);
  const { email, data, problems, moment, is_bot } = readPost(post.posted, shown.fields, timezone);
  const day = dayInZone(ctx.clock.now(), timezone);
  const taken = { kind: 'taken', address: email?.address ?? '', by_mail: list.double_opt_in } as const;
  if (is_bot) {
    ctx.db.write((tx) => countFormPost(tx, { form_no: record.no, day, measure: 'bot' }));
    return taken;
  }
  if (!email) return { kind: 'wrong', problems };
  if (problems.size > 0) return { kind: 'wrong', problems };
  if (!wasTimely(ctx, moment, list.double_opt_in)) return { kind: 'once_more' };
  ctx.db.write((tx) => {
    countFormPost(tx, { form_no: record.no, day, measure: 'submitted' });
    subscribe(ctx, tx, { form, email, data, post, day });
  });
  return taken;
}

/**
 * A person takes a few seconds, and doesn't leave a form open for days. A form on another site has no such token; there the mail that
 * has to be confirmed is proof enough.
 */
function wasTimely(ctx: Pick<Context, 'clock' | 'tokens'>, moment: string, asked_by_mail: boolean): boolean {
  if (moment === '') return asked_by_mail;
  const shown = ctx.tokens.moment.verify(moment);
  const age = ctx.clock.now() / 1_000 - (shown ?? 0);
  return shown !== null && age >= FASTEST_FILL_SECONDS && age <= SLOWEST_FILL_SECONDS;
}

interface Subscription {
  form: OpenForm;
  email: EmailAddress;
  data: ContactInput;
  post: FormPost;
  day: string;
}

function subscribe(ctx: Context, tx: Tx, { form, email, data, post, day }: Subscription): void {
  const { record, list, shown } = form;
  const at = ctx.clock.now();
  const known = findContactByKey(tx, email.key);
  const before = known && findContact(tx, known.id);
  const contact = before ?? addStranger(tx, { id: ctx.ids.id(), email, locale: post.language, at });
  const wish = {
    contact_no: contact.no,
    source: 'form' as const,
    form_no: record.no,
    wording_no: record.wording_no,
    wording: wordsOf(shown, post.language).consent,
    language: post.language,
    email: email.address,
    data,
    asked_at: at,
    asked_ip: post.ip,
    asked_agent: post.agent,
  };
  if (mustConfirm(tx, list, contact)) {
    askConsent(ctx, tx, { ...wish, contact_id: contact.id, list, actor: null });
    return;
  }
  // Nobody has proven whose address it is, so what is known of the person is not overwritten.
  const safe = before ? onlyMissing(data, before) : data;
  const expires_at = at + CONFIRM_DAYS * DAY;
  const no = saveWish(tx, { ...wish, data: safe, id: ctx.ids.id(), list_no: list.no, expires_at });
  const row = findConsent(tx, no);
  assert(row, 'a wish that was just saved is there');
  acceptConsent(tx, { row, contact, list, giving: { at, ip: post.ip, agent: post.agent }, day });
}

/** Whoever has left, the list or everything, may only come back by answering a mail; and so it is for everybody where the list says so. */
function mustConfirm(tx: Tx, list: ListRecord, { no, email_key }: ContactRecord): boolean {
  if (list.double_opt_in) return true;
  if (email_key !== null && findEmailSuppression(tx, email_key) !== null) return true;
  return findMemberState(tx, list.no, no) === 'unsubscribed';
}

function onlyMissing(data: ContactInput, contact: ContactRecord): ContactInput {
  const { attributes = {}, ...plain } = data;
  const missing = Object.entries(plain).filter(([name]) => !contact[name as keyof ContactRecord]);
  const unknown = Object.entries(attributes).filter(([key]) => (contact.attributes[key] ?? null) === null);
  return { ...Object.fromEntries(missing), attributes: Object.fromEntries(unknown) };
}
