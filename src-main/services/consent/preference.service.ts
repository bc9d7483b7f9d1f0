import type { Reader, Tx } from '#main/db/access.ts';
import { mergeAddressesOf, mergeDataOf } from '#main/rendering/merge-data.ts';
import { renderLetter } from '#main/rendering/render-letter.ts';
import { mayMailAsked, noteMailAsked } from '#main/repositories/consent/asked-mail.repo.ts';
import { findConsent, type Giving, saveWish, withdrawConsents } from '#main/repositories/consent/consent.repo.ts';
import { saveLeaving, sayWhyLeft, undoLeaving } from '#main/repositories/consent/leaving.repo.ts';
import { findListByNo } from '#main/repositories/consent/list.repo.ts';
import { setMemberState } from '#main/repositories/consent/list-member.repo.ts';
import {
  findLink,
  findPreference,
  insertLink,
  savePreference,
  subscribedLists,
  type Topic,
  topicsOf,
} from '#main/repositories/consent/preference.repo.ts';
import { readLook } from '#main/repositories/consent/public-look.repo.ts';
import { findEmailSuppression, suppressEmail, unsuppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { undoUnsubscribe } from '#main/repositories/consent/unsubscribe.repo.ts';
import {
  type ContactRecord,
  findContactByKey,
  findContactByNo,
  updateContact,
} from '#main/repositories/contact/contact.repo.ts';
import { recheckWaiting } from '#main/repositories/delivery/delivery-recheck.repo.ts';
import { findTrackedDelivery } from '#main/repositories/tracking/hit.repo.ts';
import { type PageLanguage, spokenLanguage } from '#shared/domain/consent/page-language.ts';
import { type Frequency, frequencyOf, GAPS, PAUSE_DAYS } from '#shared/domain/consent/preference.ts';
import type { PublicLook } from '#shared/domain/consent/public-look.ts';
import { LINK_HOURS } from '#shared/domain/consent/signup-form.ts';
import type { SuppressionReason } from '#shared/domain/contact-status.ts';
import { dayInZone } from '#shared/domain/day-in-zone.ts';
import { maskedAddress, parseEmailAddress } from '#shared/domain/email-address.ts';
import type { LeaveReason } from '#shared/domain/tracking/leave-reason.ts';
import { assert } from '#shared/kernel/assert.ts';
import { DAY, HOUR, type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';
import { mergeContactOf } from '../contact/merge-contact.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization } from '../tracking/tracking-address.ts';
import { acceptConsent } from './give-consent.ts';
import { letterSender } from './letter-sender.ts';
import { PREFERENCES_LINK } from './mail-words.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'queue'>;

/** What a token on the address of the preference page names: the mail it came in, or a link asked for by mail. */
export type PageKey = { delivery_no: number } | { link_no: number };

export interface Preferences {
  organization: string;
  look: PublicLook;
  address: string;
  /** The contact's own, or the organization's. */
  locale: string;
  topics: Topic[];
  frequency: Frequency;
  paused_until: Instant | null;
  /** Why nothing is sent to the address now. */
  suppression: SuppressionReason | null;
  /** False when the person is not a contact any more: all that is left to choose is no mail at all. */
  is_contact: boolean;
}

export function findPreferences(ctx: Pick<Context, 'db' | 'clock'>, key: PageKey): Preferences | null {
  const { reader } = ctx.db;
  const person = personBehind(reader, key, ctx.clock.now());
  if (!person) return null;
  const { contact, email_key, address } = person;
  const organization = requireOrganization(reader);
  const { paused_until, gap_days } = contact ? findPreference(reader, contact.no) : NO_PREFERENCE;
  return {
    organization: organization.name,
    look: readLook(reader),
    address: maskedAddress(address),
    locale: contact?.locale || organization.locale,
    topics: contact ? topicsOf(reader, contact.no) : [],
    frequency: frequencyOf(gap_days),
    paused_until: paused_until !== null && paused_until > ctx.clock.now() ? instantOf(paused_until) : null,
    suppression: findEmailSuppression(reader, email_key),
    is_contact: contact !== undefined,
  };
}

const NO_PREFERENCE = { paused_until: null, gap_days: null };

/** Who speaks on pages that belong to nobody in particular. */
export function publicFace(ctx: Pick<Context, 'db'>): { organization: string; look: PublicLook } {
  return { organization: requireOrganization(ctx.db.reader).name, look: readLook(ctx.db.reader) };
}

export interface Choice {
  /** Ids of the lists that are ticked, of those the page offered. */
  topics: ReadonlySet<string>;
  frequency: Frequency;
  language: PageLanguage;
}

/** Takes over what a reader chose. It holds at once, also for messages that wait to be sent. @returns whether they left any topic */
export function savePreferences(ctx: Context, key: PageKey, choice: Choice, by: Omit<Giving, 'at'>): boolean {
  const at = ctx.clock.now();
  return ctx.db.write((tx) => {
    const person = personBehind(tx, key, at);
    if (!person?.contact) return false;
    const { contact } = person;
    const topics = topicsOf(tx, contact.no);
    const joined = topics.filter(({ list_id, state }) => choice.topics.has(list_id) && state !== 'subscribed');
    const left = topics.filter(
      ({ list_id, state }) => !choice.topics.has(list_id) && (state === 'subscribed' || state === 'unconfirmed'),
    );
    if (topics.some(({ list_id }) => choice.topics.has(list_id))) comeBackTo(tx, person, choice.topics, at);
    for (const topic of joined) join(ctx, tx, { person: { ...person, contact }, topic, giving: { at, ...by } });
    for (const topic of left) leaveTopic(tx, contact, { topic, delivery_no: person.delivery_no, at });
    const { paused_until } = findPreference(tx, contact.no);
    const gap_days = choice.frequency === 'all' ? null : GAPS[choice.frequency];
    savePreference(tx, contact.no, { paused_until, gap_days, at });
    setLanguage(tx, contact.no, choice.language, at);
    tx.record({
      type: 'consent.preferences',
      subject: `contact:${contact.id}`,
      actor: null,
      data: {
        joined: joined.map(({ name }) => name),
        left: left.map(({ name }) => name),
        frequency: choice.frequency,
        language: choice.language,
      },
    });
    recheckWaiting(tx, contact.no, at);
    tx.touch(`contact:${contact.id}`, 'contacts', 'lists');
    return left.length > 0;
  });
}

/** No campaigns for a while, or again from now on. */
export function setPause(ctx: Pick<Context, 'db' | 'clock'>, key: PageKey, paused: boolean): void {
  const at = ctx.clock.now();
  ctx.db.write((tx) => {
    const contact = personBehind(tx, key, at)?.contact;
    if (!contact) return;
    const paused_until = paused ? at + PAUSE_DAYS * DAY : null;
    savePreference(tx, contact.no, { ...findPreference(tx, contact.no), paused_until, at });
    const data = paused_until === null ? {} : { until: instantOf(paused_until) };
    tx.record({
      type: paused ? 'consent.paused' : 'consent.resumed',
      subject: `contact:${contact.id}`,
      actor: null,
      data,
    });
    recheckWaiting(tx, contact.no, at);
    tx.touch(`contact:${contact.id}`);
  });
}

/** No more mail at all, by the page. Who came from a mail leaves by that mail instead, so that its campaign knows. */
export function leaveEverything(ctx: Pick<Context, 'db' | 'clock'>, key: PageKey): void {
  const at = ctx.clock.now();
  ctx.db.write((tx) => {
    const person = personBehind(tx, key, at);
    if (!person) return;
    const { contact, email_key, delivery_no } = person;
    if (!suppressEmail(tx, { email_key, reason: 'unsubscribed', source: 'preferences', at })) return;
    saveLeaving(tx, { at, contact_no: contact?.no ?? null, list_no: null, delivery_no, way: 'preferences' });
    if (!contact) return;
    tx.record({
      type: 'contact.unsubscribed',
      subject: `contact:${contact.id}`,
      actor: null,
      data: { source: 'preferences' },
    });
    recheckWaiting(tx, contact.no, at);
  });
}

/** Mail again, as it was before. A suppression for another reason stays. */
export function comeBackByPage(ctx: Pick<Context, 'db' | 'clock'>, key: PageKey): void {
  const at = ctx.clock.now();
  ctx.db.write((tx) => {
    const person = personBehind(tx, key, at);
    if (!person || findEmailSuppression(tx, person.email_key) !== 'unsubscribed') return;
    returnTo(tx, person, at);
  });
}

export function sayWhyByPage(
  ctx: Pick<Context, 'db' | 'clock'>,
  key: PageKey,
  said: { reason: LeaveReason; words: string | null },
): void {
  const at = ctx.clock.now();
  ctx.db.write((tx) => {
    const contact = personBehind(tx, key, at)?.contact;
    if (contact) sayWhyLeft(tx, { contact_no: contact.no, since: at - HOUR }, said);
  });
}

/** Somebody typed an address to be sent the link to their page. Nothing here tells whether it is known. */
export function askForLink(ctx: Context, typed: string, language: PageLanguage): void {
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

interface Person {
  contact: ContactRecord | undefined;
  /** The address that was written to, or that asked. */
  address: string;
  email_key: string;
  delivery_no: number | null;
}

function personBehind(reader: Reader, key: PageKey, now: Millis): Person | null {
  const found =
    'delivery_no' in key ? findTrackedDelivery(reader, key.delivery_no) : linkedPerson(reader, key.link_no, now);
  if (!found) return null;
  const contact = findContactByNo(reader, found.contact_no);
  const typed = parseEmailAddress(found.address);
  const email_key = contact?.email_key ?? (typed.ok ? typed.key : '');
  if (email_key === '') return null;
  const address = contact?.email ?? found.address;
  return { contact, address, email_key, delivery_no: 'delivery_no' in key ? key.delivery_no : null };
}

/** A link holds for a day, and for the address that it was sent to. */
function linkedPerson(reader: Reader, link_no: number, now: Millis): { contact_no: number; address: string } | null {
  const link = findLink(reader, link_no);
  if (!link || link.expires_at <= now) return null;
  const asked = parseEmailAddress(link.email);
  const contact = findContactByNo(reader, link.contact_no);
  if (!asked.ok || contact?.email_key !== asked.key) return null;
  return { contact_no: link.contact_no, address: link.email };
}

/** Whoever had left everything and ticks topics wants those, and no list besides that the page does not show. */
function comeBackTo(tx: Tx, person: Person, topics: ReadonlySet<string>, at: Millis): void {
  const { contact, email_key } = person;
  if (!contact || findEmailSuppression(tx, email_key) !== 'unsubscribed') return;
  for (const list_no of subscribedLists(tx, contact.no)) {
    const list = findListByNo(tx, list_no);
    if (!list || topics.has(list.id)) continue;
    setMemberState(tx, { list_no, contact_no: contact.no, state: 'unsubscribed', source: 'preferences', at });
  }
  returnTo(tx, person, at);
}

function returnTo(tx: Tx, { contact, email_key, delivery_no }: Person, at: Millis): void {
  unsuppressEmail(tx, email_key);
  // So that they can leave by the same mail once more.
  if (delivery_no !== null) undoUnsubscribe(tx, delivery_no, at);
  if (!contact) return;
  undoLeaving(tx, { contact_no: contact.no, since: at - DAY }, at);
  tx.record({
    type: 'contact.came_back',
    subject: `contact:${contact.id}`,
    actor: null,
    data: { source: 'preferences' },
  });
  tx.touch(`contact:${contact.id}`);
}

/** The token in the mail proves whose address it is, so nothing more has to be confirmed. */
function join(
  ctx: Pick<Context, 'ids'>,
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

function leaveTopic(
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
function setLanguage(tx: Tx, contact_no: number, language: PageLanguage, at: Millis): void {
  const contact = findContactByNo(tx, contact_no);
  if (!contact || contact.locale.slice(0, 2).toLowerCase() === language) return;
  updateContact(tx, contact.id, contact.revision, {
    locale: language,
    updated_at: instantOf(at),
    updated_by: null,
  });
}
