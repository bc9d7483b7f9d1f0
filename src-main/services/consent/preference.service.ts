import type { Giving } from '#main/repositories/consent/consent.repo.ts';
import { saveLeaving, sayWhyLeft } from '#main/repositories/consent/leaving.repo.ts';
import { findPreference, savePreference, type Topic, topicsOf } from '#main/repositories/consent/preference.repo.ts';
import { readLook } from '#main/repositories/consent/public-look.repo.ts';
import { findEmailSuppression, suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { recheckWaiting } from '#main/repositories/delivery/delivery-recheck.repo.ts';
import type { PageLanguage } from '#shared/domain/consent/page-language.ts';
import { type Frequency, frequencyOf, GAPS, PAUSE_DAYS } from '#shared/domain/consent/preference.ts';
import type { PublicLook } from '#shared/domain/consent/public-look.ts';
import type { SuppressionReason } from '#shared/domain/contact-status.ts';
import { maskedAddress } from '#shared/domain/email-address.ts';
import type { LeaveReason } from '#shared/domain/tracking/leave-reason.ts';
import { DAY, HOUR, type Instant, instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization } from '../tracking/tracking-address.ts';
import { comeBackTo, join, leaveTopic, setLanguage } from './preference-changes.ts';
import { type PageKey, personBehind, returnTo } from './preference-person.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;

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
