import { randomBytes } from 'node:crypto';
import type { Reader, Tx } from '#main/db/access.ts';
import {
  type AskedField,
  formPage,
  formSnippet,
  frameSnippet,
  type ShownForm,
  thanksPage,
  wordsOf,
} from '#main/rendering/form-page.ts';
import type { FormProblem } from '#main/rendering/form-words.ts';
import { findConsent, saveWish } from '#main/repositories/consent/consent.repo.ts';
import { findList, findListByNo, type ListRecord } from '#main/repositories/consent/list.repo.ts';
import { findMemberState } from '#main/repositories/consent/list-member.repo.ts';
import { readLook, updateLook } from '#main/repositories/consent/public-look.repo.ts';
import {
  countFormPost,
  type FormEdit,
  type FormMeasure,
  type FormRecord,
  findFormByToken,
  findFormOfList,
  formDays,
  insertForm,
  updateForm,
  wordingNo,
} from '#main/repositories/consent/signup-form.repo.ts';
import { findEmailSuppression } from '#main/repositories/consent/suppression.repo.ts';
import { type ContactRecord, findContact, findContactByKey } from '#main/repositories/contact/contact.repo.ts';
import { allFields } from '#main/repositories/contact/custom-field.repo.ts';
import type { PageLanguage } from '#shared/domain/consent/page-language.ts';
import { spokenLanguage } from '#shared/domain/consent/page-language.ts';
import type { PublicLook } from '#shared/domain/consent/public-look.ts';
import {
  CONFIRM_DAYS,
  customKey,
  FASTEST_FILL_SECONDS,
  type FormField,
  type FormWords,
  isFormFieldName,
  SLOWEST_FILL_SECONDS,
} from '#shared/domain/consent/signup-form.ts';
import type { ContactInput } from '#shared/domain/contact-fields.ts';
import { dayInZone } from '#shared/domain/day-in-zone.ts';
import type { EmailAddress } from '#shared/domain/email-address.ts';
import { assert } from '#shared/kernel/assert.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { DAY } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { isReachable, requireOrganization, trackingBase } from '../tracking/tracking-address.ts';
import { askConsent } from './ask-consent.ts';
import { acceptConsent } from './give-consent.ts';
import { addStranger } from './new-contact.ts';
import { readPost } from './read-post.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'queue' | 'endpoints' | 'tokens'>;

export interface FormDraft extends FormWords {
  is_open: boolean;
  fields: FormField[];
  redirect_url: string | null;
}

export interface FormView extends FormDraft {
  id: string;
  list_id: string;
  consent_version: number;
  address: string;
  frame_address: string;
  reachable: boolean;
  snippets: { html: string; iframe: string };
  created_at: string;
  revision: number;
}

export function getForm(ctx: Pick<Context, 'db' | 'endpoints'>, list_id: string): FormView | null {
  const list = found(findList(ctx.db.reader, list_id), 'list');
  const form = findFormOfList(ctx.db.reader, list.no);
  return form ? viewOf(ctx, form, list) : null;
}

/** Makes the form of a list, or changes it. A new wording of consent is a new version; the old ones stay for the proofs. */
export function saveForm(
  ctx: Context,
  actor: string,
  { id, revision, consent, ...draft }: FormDraft & { id: string; revision: number | null },
): FormView {
  ctx.db.write((tx) => {
    const list = found(findList(tx, id), 'list');
    refuseFields(tx, draft.fields);
    const at = ctx.clock.now();
    const edit: FormEdit = { ...draft, wording_no: wordingNo(tx, list.no, consent, at) };
    if (revision === null && !findFormOfList(tx, list.no)) {
      const token = randomBytes(12).toString('base64url');
      insertForm(tx, { ...edit, id: ctx.ids.id(), list_no: list.no, token, created_at: at });
    } else if (revision === null || !updateForm(tx, list.no, revision, edit)) {
      throw new HeraldError('STALE_REVISION', 'This form was changed by somebody else meanwhile.', {
        hint: 'Load it again and repeat your change.',
      });
    }
    tx.record({ type: 'form.saved', subject: `list:${id}`, actor, data: { is_open: draft.is_open } });
  });
  return found(getForm(ctx, id), 'form');
}

export interface FormPreview {
  id: string;
  draft: FormDraft;
  look?: PublicLook;
  language: PageLanguage;
  page: 'form' | 'thanks';
}

export function previewForm(
  ctx: Pick<Context, 'db'>,
  { id, draft, look, language, page }: FormPreview,
): { html: string } {
  const list = found(findList(ctx.db.reader, id), 'list');
  const form = { ...shownForm(ctx.db.reader, draft, list), ...(look && { look }) };
  if (page === 'form') return { html: formPage(form, { language, moment: '' }) };
  return { html: thanksPage(form, { language, address: 'a…@example.org', by_mail: list.double_opt_in }) };
}

export interface FormDayView extends Record<FormMeasure, number> {
  day: string;
}

/** One entry a day, oldest first; days without a post too. */
export function getFormDays(
  ctx: Pick<Context, 'db' | 'clock'>,
  { id, days }: { id: string; days: number },
): FormDayView[] {
  const { reader } = ctx.db;
  const { timezone } = requireOrganization(reader);
  const list = found(findList(reader, id), 'list');
  const form = found(findFormOfList(reader, list.no), 'form');
  const now = ctx.clock.now();
  const views = new Map<string, FormDayView>();
  for (let ago = days - 1; ago >= 0; ago--) {
    const day = dayInZone(now - ago * DAY, timezone);
    views.set(day, { day, submitted: 0, confirmed: 0, bot: 0 });
  }
  for (const { day, measure, n } of formDays(reader, form.no, dayInZone(now - days * DAY, timezone))) {
    const view = views.get(day);
    if (view) view[measure] = n;
  }
  return [...views.values()];
}

export function getLook(ctx: Pick<Context, 'db'>): PublicLook & { revision: number } {
  return readLook(ctx.db.reader);
}

export function changeLook(
  ctx: Pick<Context, 'db'>,
  actor: string,
  { revision, ...look }: PublicLook & { revision: number },
): PublicLook & { revision: number } {
  ctx.db.write((tx) => {
    if (!updateLook(tx, revision, look)) {
      throw new HeraldError('STALE_REVISION', 'The look of the public pages was changed by somebody else meanwhile.', {
        hint: 'Load it again and repeat your change.',
      });
    }
    tx.record({ type: 'public_pages.changed', subject: 'organization:1', actor });
  });
  return readLook(ctx.db.reader);
}

export interface OpenForm {
  record: FormRecord;
  list: ListRecord;
  shown: ShownForm;
}

/** The form behind a public address. */
export function findOpenForm(ctx: Pick<Context, 'db'>, token: string): OpenForm | null {
  const { reader } = ctx.db;
  const record = findFormByToken(reader, token);
  const list = record && findListByNo(reader, record.list_no);
  return record && list ? { record, list, shown: shownForm(reader, record, list) } : null;
}

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

function shownForm(reader: Reader, form: FormWords & { fields: FormField[] }, list: ListRecord): ShownForm {
  const { title, intro, button, consent, thanks_title, thanks } = form;
  return {
    organization: requireOrganization(reader).name,
    list: list.public_name || list.name,
    words: { title, intro: intro || list.public_description, button, consent, thanks_title, thanks },
    fields: askedFields(reader, form.fields),
    look: readLook(reader),
  };
}

/** A custom field that has been deleted is not asked for any more. */
function askedFields(reader: Reader, fields: readonly FormField[]): AskedField[] {
  const custom = new Map(allFields(reader).map((field) => [field.key, field]));
  return fields.flatMap((field): AskedField[] => {
    const key = customKey(field.name);
    if (key === null) return [{ ...field, type: 'text', choices: [] }];
    const known = custom.get(key);
    return known ? [{ ...field, label: field.label || known.label, type: known.type, choices: known.choices }] : [];
  });
}

function refuseFields(tx: Tx, fields: readonly FormField[]): void {
  const keys = new Set(allFields(tx).map(({ key }) => key));
  const seen = new Set<string>();
  fields.forEach(({ name }, index) => {
    const key = customKey(name);
    const exists = key === null ? isFormFieldName(name) : keys.has(key);
    const field = `fields.${index}.name`;
    if (!exists)
      throw new HeraldError('INVALID_INPUT', `There is no field "${name}" that a form could ask for.`, { field });
    if (seen.has(name)) throw new HeraldError('INVALID_INPUT', `The form asks for "${name}" twice.`, { field });
    seen.add(name);
  });
}

function viewOf(ctx: Pick<Context, 'db' | 'endpoints'>, form: FormRecord, list: ListRecord): FormView {
  const { no: _no, list_no: _list, token, wording_no: _wording, ...view } = form;
  const organization = requireOrganization(ctx.db.reader);
  const base = trackingBase(ctx, organization);
  const address = `${base}/f/${token}`;
  const shown = shownForm(ctx.db.reader, form, list);
  const language = spokenLanguage(organization.locale);
  return {
    ...view,
    address,
    frame_address: `${address}/frame`,
    reachable: isReachable(base),
    snippets: {
      html: formSnippet(shown, { language, action: address }),
      iframe: frameSnippet(`${address}/frame`, wordsOf(shown, language).title),
    },
  };
}
