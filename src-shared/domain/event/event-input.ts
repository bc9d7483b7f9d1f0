import { DAY, type Millis } from '#shared/kernel/instant.ts';
import { type EmailAddress, parseEmailAddress } from '../email-address.ts';
import { type Reason, reason } from '../reason/reason.ts';
import { sayReason } from '../reason/say-reason.ts';

export type EventValue = string | number | boolean;
export type EventData = Record<string, EventValue>;

/** Whom an event is about, by what is given; the first of the three that somebody has decides. */
export interface ContactReference {
  id?: string;
  email?: EmailAddress;
  external_id?: string;
}

/** Something that a contact did elsewhere, as it is told to Herald. */
export interface EventInput {
  name: string;
  at: Millis;
  data: EventData;
  key: string | null;
  contact: ContactReference;
  create_contact: boolean;
}

export interface EventProblem {
  field: string;
  message: string;
}

export type EventReading = { ok: true; event: EventInput } | ({ ok: false } & EventProblem);

export const EVENTS_AT_ONCE = 1_000;
export const MOST_EVENT_NAMES = 1_000;
const LONGEST_NAME = 80;
const LONGEST_KEY = 200;
const LONGEST_REFERENCE = 320;
const MOST_VALUES = 50;
const LONGEST_VALUE_NAME = 64;
const LONGEST_VALUE = 1_000;
const LONGEST_DATA = 8_000;

const CONTROL = /\p{Cc}/u;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/i;

/** Reads one event of a request or a file; `now` is when it happened where nothing is said. */
export function readEvent(given: unknown, now: Millis): EventReading {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return refused('', 'An event is an object.');
  const { name, at, data, key, create_contact, ...rest } = given as Record<string, unknown>;
  const problem =
    unknownField(rest) ??
    worded('name', nameProblem(name)) ??
    timeProblem(at, now) ??
    dataRefusal(data) ??
    keyProblem(key) ??
    contactProblem(rest) ??
    flagProblem(create_contact);
  if (problem) return { ok: false, ...problem };
  return {
    ok: true,
    event: {
      name: (name as string).trim(),
      at: typeof at === 'string' ? Date.parse(at) : now,
      data: withoutNulls((data ?? {}) as Record<string, EventValue | null>),
      key: (key as string | null | undefined) || null,
      contact: contactOf(rest),
      create_contact: create_contact === true,
    },
  };
}

/** Why this can't be the name of an event; null when it can. */
export function nameProblem(name: unknown): Reason | null {
  if (typeof name !== 'string' || name.trim() === '') return reason('event_name');
  if (name.trim().length > LONGEST_NAME) return reason('event_name_long', { most: LONGEST_NAME });
  return CONTROL.test(name) ? reason('event_name_lines') : null;
}

/** Why this can't be the data of an event, and which part of it; null when it can. */
export function dataProblem(data: unknown): { field: string; reason: Reason } | null {
  if (data === undefined || data === null) return null;
  if (typeof data !== 'object' || Array.isArray(data)) return { field: 'data', reason: reason('event_data') };
  const entries = Object.entries(data);
  if (entries.length > MOST_VALUES) return { field: 'data', reason: reason('event_values', { most: MOST_VALUES }) };
  for (const [name, value] of entries) {
    const field = `data.${name.slice(0, LONGEST_VALUE_NAME)}`;
    if (name.trim() === '' || name.length > LONGEST_VALUE_NAME || CONTROL.test(name)) {
      return { field, reason: reason('event_value_name', { most: LONGEST_VALUE_NAME }) };
    }
    const problem = valueProblem(value);
    if (problem) return { field, reason: problem };
  }
  return JSON.stringify(data).length > LONGEST_DATA
    ? { field: 'data', reason: reason('event_data_long', { most: LONGEST_DATA }) }
    : null;
}

function valueProblem(value: unknown): Reason | null {
  if (typeof value === 'string') {
    return value.length > LONGEST_VALUE ? reason('text_long', { most: LONGEST_VALUE }) : null;
  }
  if (typeof value === 'number') return Number.isFinite(value) ? null : reason('event_value_number');
  if (typeof value === 'boolean' || value === null) return null;
  return reason('event_value');
}

function timeProblem(at: unknown, now: Millis): EventProblem | null {
  if (at === undefined || at === null) return null;
  const moment = typeof at === 'string' && MOMENT.test(at) ? Date.parse(at) : Number.NaN;
  if (Number.isNaN(moment) || moment < 0) return problemOf('at', 'Write the time as 2026-03-01T09:00:00Z.');
  return moment > now + DAY ? problemOf('at', 'This time is more than a day ahead.') : null;
}

function keyProblem(key: unknown): EventProblem | null {
  if (key === undefined || key === null) return null;
  if (typeof key !== 'string') return problemOf('key', 'Write the key as a text.');
  return key.length > LONGEST_KEY ? problemOf('key', `Use at most ${LONGEST_KEY} characters.`) : null;
}

function contactProblem(rest: Record<string, unknown>): EventProblem | null {
  const named = REFERENCES.filter((field) => rest[field] !== undefined && rest[field] !== null && rest[field] !== '');
  if (named.length === 0) return problemOf('contact_id', 'Name the contact by contact_id, email or external_id.');
  for (const field of named) {
    const text = rest[field];
    if (typeof text !== 'string') return problemOf(field, 'Write it as a text.');
    if (text.length > LONGEST_REFERENCE) return problemOf(field, `Use at most ${LONGEST_REFERENCE} characters.`);
  }
  const address = rest.email ? parseEmailAddress(rest.email as string) : null;
  return address?.ok === false ? worded('email', address.problem) : null;
}

function flagProblem(flag: unknown): EventProblem | null {
  return flag === undefined || typeof flag === 'boolean' ? null : problemOf('create_contact', 'Use true or false.');
}

const REFERENCES = ['contact_id', 'email', 'external_id'] as const;

function unknownField(rest: Record<string, unknown>): EventProblem | null {
  const unknown = Object.keys(rest).find((field) => !(REFERENCES as readonly string[]).includes(field));
  return unknown === undefined
    ? null
    : problemOf(
        unknown.slice(0, LONGEST_VALUE_NAME),
        'There is no such field here; values of your own belong in data.',
      );
}

function contactOf({ contact_id, email, external_id }: Record<string, unknown>): ContactReference {
  const contact: ContactReference = {};
  if (contact_id) contact.id = contact_id as string;
  const address = email ? parseEmailAddress(email as string) : null;
  if (address?.ok) contact.email = { address: address.address, key: address.key };
  if (external_id) contact.external_id = (external_id as string).trim();
  return contact;
}

function withoutNulls(data: Record<string, EventValue | null>): EventData {
  return Object.fromEntries(Object.entries(data).filter((entry): entry is [string, EventValue] => entry[1] !== null));
}

function refused(field: string, message: string): EventReading {
  return { ok: false, field, message };
}

function dataRefusal(data: unknown): EventProblem | null {
  const problem = dataProblem(data);
  return problem && worded(problem.field, problem.reason);
}

function worded(field: string, problem: Reason | null): EventProblem | null {
  return problem && { field, message: sayReason(problem) };
}

function problemOf(field: string, message: string): EventProblem {
  return { field, message };
}
