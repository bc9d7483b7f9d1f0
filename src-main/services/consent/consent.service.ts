import type { Reader } from '#main/db/access.ts';
import { mergeAddressesOf, mergeDataOf } from '#main/rendering/merge-data.ts';
import { RenderError } from '#main/rendering/render-error.ts';
import { type Letter, renderLetter } from '#main/rendering/render-letter.ts';
import { mayMailAsked, noteMailAsked } from '#main/repositories/consent/asked-mail.repo.ts';
import {
  type ConsentRow,
  type ConsentView,
  consentsOf,
  findConsent,
  type Giving,
  noteMailed,
  noteProblem,
} from '#main/repositories/consent/consent.repo.ts';
import { findList, findListByNo, type ListRecord } from '#main/repositories/consent/list.repo.ts';
import { findPreference } from '#main/repositories/consent/preference.repo.ts';
import { readLook } from '#main/repositories/consent/public-look.repo.ts';
import { findEmailSuppression } from '#main/repositories/consent/suppression.repo.ts';
import { type ContactRecord, findContact, findContactByNo } from '#main/repositories/contact/contact.repo.ts';
import { type PageLanguage, spokenLanguage } from '#shared/domain/consent/page-language.ts';
import { type Frequency, frequencyOf } from '#shared/domain/consent/preference.ts';
import type { PublicLook } from '#shared/domain/consent/public-look.ts';
import { CONFIRM_DAYS } from '#shared/domain/consent/signup-form.ts';
import { dayInZone } from '#shared/domain/day-in-zone.ts';
import { maskedAddress, parseEmailAddress } from '#shared/domain/email-address.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import { previewAddresses } from '../campaign/preview-addresses.ts';
import { MADE_UP_PERSON, mergeContactOf } from '../contact/merge-contact.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization, trackingBase } from '../tracking/tracking-address.ts';
import { askConsent } from './ask-consent.ts';
import { acceptConsent } from './give-consent.ts';
import { letterSender } from './letter-sender.ts';
import { CONFIRMATION } from './mail-words.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'queue'>;

export interface ContactConsents {
  consents: ConsentView[];
  paused_until: Instant | null;
  frequency: Frequency;
}

export function consentsOfContact(ctx: Pick<ServiceContext, 'db' | 'clock'>, id: string): ContactConsents {
  const { no } = found(findContact(ctx.db.reader, id), 'contact');
  const now = ctx.clock.now();
  const { paused_until, gap_days } = findPreference(ctx.db.reader, no);
  return {
    consents: consentsOf(ctx.db.reader, no, now),
    paused_until: paused_until !== null && paused_until > now ? instantOf(paused_until) : null,
    frequency: frequencyOf(gap_days),
  };
}

/** A user has somebody asked by mail whether they want to be on a list, for the first time or again. */
export function askContact(
  ctx: Context,
  actor: string,
  { id, list_id }: { id: string; list_id: string },
): { sent_to: string } {
  return ctx.db.write((tx) => {
    const contact = found(findContact(tx, id), 'contact');
    const list = found(findList(tx, list_id), 'list');
    const { email, email_key } = contact;
    if (email === null || email_key === null) {
      throw new HeraldError('WRONG_STATE', 'This contact has no email address to ask at.', { field: 'email' });
    }
    if (findEmailSuppression(tx, email_key)) {
      throw new HeraldError('WRONG_STATE', 'This address is on the suppression list, so it is not written to.', {
        hint: 'They can come back by themselves, through a sign-up form or the preference page.',
      });
    }
    if (!mayMailAsked(tx, email_key, ctx.clock.now())) {
      throw new HeraldError('TOO_MANY_REQUESTS', 'This address was sent several such mails lately.', {
        hint: 'Wait an hour, or ask the person to look into their spam folder.',
      });
    }
    askConsent(ctx, tx, {
      contact_no: contact.no,
      contact_id: id,
      list,
      source: 'user',
      form_no: null,
      wording_no: null,
      wording: '',
      language: spokenLanguage(contact.locale || requireOrganization(tx).locale),
      email,
      data: {},
      asked_at: ctx.clock.now(),
      asked_ip: '',
      asked_agent: '',
      actor,
    });
    return { sent_to: email };
  });
}

/** Sends the mail that asks. Sent at least once while the wish waits; an address that was sent many is spared. */
export async function mailConsent(
  ctx: Pick<ServiceContext, 'db' | 'clock' | 'endpoints' | 'mailer' | 'tokens' | 'log'>,
  consent_no: number,
): Promise<void> {
  const { reader } = ctx.db;
  const open = openWish(reader, consent_no, ctx.clock.now());
  if (!open) return;
  const { row, contact, list } = open;
  const key = contact.email_key ?? '';
  const way = letterSender(ctx, reader, list.confirm_sender_id);
  const problem = 'problem' in way ? way.problem : spared(ctx, reader, key);
  if (problem !== null || 'problem' in way) return giveUp(ctx, row.no, problem ?? '');
  if (way.sender.paused_reason !== null) throw new Error(`the sender is paused: ${way.sender.paused_reason}`);
  const letter = letterOf(ctx, { row, contact, list, base: way.base });
  if ('problem' in letter) return giveUp(ctx, row.no, letter.problem);
  const { ok, said, lasting } = await ctx.mailer.sendNow(way.sender.no, { to: row.email, ...letter });
  if (lasting) return giveUp(ctx, row.no, `The server refused it: ${said}`);
  if (!ok) throw new Error(`the server did not take it: ${said}`);
  ctx.db.write((tx) => {
    const at = ctx.clock.now();
    noteMailed(tx, row.no, at);
    noteMailAsked(tx, key, at);
    const data = { list_id: list.id, list: list.name };
    tx.record({ type: 'consent.mailed', subject: `contact:${contact.id}`, actor: null, data });
    tx.touch(`contact:${contact.id}`);
  });
}

/** What the page behind the link in that mail needs to know. */
export interface OpenQuestion {
  state: 'waiting' | 'given' | 'expired';
  organization: string;
  list: string;
  address: string;
  wording: string;
  language: string;
  look: PublicLook;
}

export function findQuestion(ctx: Pick<ServiceContext, 'db' | 'clock'>, consent_no: number): OpenQuestion | null {
  const { reader } = ctx.db;
  const parts = partsOf(reader, consent_no);
  if (!parts || parts.row.state === 'withdrawn') return null;
  const { row, list } = parts;
  const isLate = row.state === 'waiting' && (row.expires_at ?? 0) <= ctx.clock.now();
  return {
    state: isLate ? 'expired' : row.state === 'given' ? 'given' : 'waiting',
    organization: requireOrganization(reader).name,
    list: list.public_name || list.name,
    address: maskedAddress(row.email),
    wording: row.wording,
    language: row.language,
    look: readLook(reader),
  };
}

/** The answer yes. Only a person's own press of the button gets here, never the opening of a link. @returns whether it counts */
export function confirmConsent(ctx: Context, consent_no: number, by: Omit<Giving, 'at'>): boolean {
  const at = ctx.clock.now();
  return ctx.db.write((tx) => {
    const open = openWish(tx, consent_no, at);
    if (!open) return findConsent(tx, consent_no)?.state === 'given';
    const day = dayInZone(at, requireOrganization(tx).timezone);
    acceptConsent(tx, { ...open, giving: { at, ...by }, day });
    return true;
  });
}

/** The link is too old, and the person still wants it: the same question again. */
export function askConsentAgain(ctx: Context, consent_no: number): boolean {
  return ctx.db.write((tx) => {
    const parts = partsOf(tx, consent_no);
    if (parts?.row.state !== 'waiting') return false;
    const { row, contact, list } = parts;
    const wish = { ...row, data: JSON.parse(row.data), contact_id: contact.id, list, actor: null };
    askConsent(ctx, tx, { ...wish, asked_at: ctx.clock.now() });
    return true;
  });
}

export interface ConfirmationPreview extends Letter {
  problem: string | null;
  standard: { subject: string; body: string };
}

/** The mail as a made-up person would get it; empty texts are the built-in ones. */
export function previewConfirmation(
  ctx: Pick<ServiceContext, 'db' | 'endpoints'>,
  { id, subject, body, language }: { id: string; subject: string; body: string; language: PageLanguage },
): ConfirmationPreview {
  const { reader } = ctx.db;
  const list = found(findList(reader, id), 'list');
  const organization = requireOrganization(reader);
  const standard = CONFIRMATION[language];
  const base = trackingBase(ctx, organization);
  const fields = fieldsOf(organization.name, list, `${base}/y/preview`);
  try {
    const person = mergeDataOf(MADE_UP_PERSON, previewAddresses(base));
    const source = { subject: subject || standard.subject, body: body || standard.body };
    return { ...renderLetter(source, person, fields), problem: null, standard };
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    const where = error.line === null ? '' : ` (line ${error.line})`;
    return { subject, html: '', text: '', problem: `${error.message}${where}`, standard };
  }
}

interface Wish {
  row: ConsentRow;
  contact: ContactRecord;
  list: ListRecord;
}

function partsOf(reader: Reader, consent_no: number): Wish | null {
  const row = findConsent(reader, consent_no);
  const contact = row && findContactByNo(reader, row.contact_no);
  const list = row && findListByNo(reader, row.list_no);
  if (!row || !contact || !list) return null;
  // Who has another address by now was not the one who could read that mail.
  const typed = parseEmailAddress(row.email);
  return typed.ok && typed.key === contact.email_key ? { row, contact, list } : null;
}

function openWish(reader: Reader, consent_no: number, now: number): Wish | null {
  const parts = partsOf(reader, consent_no);
  return parts?.row.state === 'waiting' && (parts.row.expires_at ?? 0) > now ? parts : null;
}

/** Why this address is not written to now, in words; null when it may be. */
function spared(ctx: Pick<ServiceContext, 'clock'>, reader: Reader, email_key: string): string | null {
  const suppression = findEmailSuppression(reader, email_key);
  if (suppression !== null && suppression !== 'unsubscribed') {
    return `Not sent, because the address is on the suppression list (${suppression}).`;
  }
  if (mayMailAsked(reader, email_key, ctx.clock.now())) return null;
  return 'Not sent, because this address was sent several such mails lately.';
}

function letterOf(
  ctx: Pick<ServiceContext, 'db' | 'tokens'>,
  { row, contact, list, base }: Wish & { base: string },
): Letter | { problem: string } {
  const standard = CONFIRMATION[spokenLanguage(row.language)];
  const source = { subject: list.confirm_subject || standard.subject, body: list.confirm_body || standard.body };
  const token = ctx.tokens.consent.sign(row.no);
  const confirm_url = `${base}/y/${token}`;
  // The addresses of a campaign's mail have no meaning here; all of them lead to the question.
  const addresses = mergeAddressesOf(token, {
    unsubscribe: confirm_url,
    preferences: `${base}/p/`,
    view: confirm_url,
  });
  try {
    const person = mergeDataOf(mergeContactOf(contact), addresses);
    return renderLetter(source, person, fieldsOf(requireOrganization(ctx.db.reader).name, list, confirm_url));
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    return { problem: `The text of the mail has a mistake: ${error.message}` };
  }
}

function fieldsOf(organization: string, list: Pick<ListRecord, 'name' | 'public_name'>, confirm_url: string) {
  return { organization, list: list.public_name || list.name, confirm_url, days: String(CONFIRM_DAYS) };
}

function giveUp(ctx: Pick<ServiceContext, 'db' | 'log'>, consent_no: number, problem: string): void {
  ctx.log.warn({ consent_no, problem }, 'a confirmation mail was not sent');
  ctx.db.write((tx) => {
    noteProblem(tx, consent_no, problem);
    tx.touch('contacts');
  });
}
