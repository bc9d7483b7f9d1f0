import type { Tx } from '#main/db/access.ts';
import { findContactByKey } from '#main/repositories/contact/contact.repo.ts';
import {
  type ContactNames,
  findContactById,
  findContactsByExternalId,
} from '#main/repositories/contact/contact-reference.repo.ts';
import type { EventAnswer } from '#shared/domain/event/event-answer.ts';
import type { ContactReference, EventInput, EventProblem } from '#shared/domain/event/event-input.ts';
import { makeContact } from '../contact/make-contact.ts';
import type { EventWriter, ServiceContext } from '../service-context.ts';
import { recordEvents } from './record-events.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;

interface Waiting {
  events: readonly EventInput[];
  actor: string;
  resolve(answers: Promise<EventAnswer[]>): void;
}

/** How long an event may wait for others, so that many requests share one write to the disk. */
const WAIT_MS = 4;
/**
 * What fits into a transaction that nobody waits for: among a million contacts each event changes a page of the index and one of the
 * contacts, and those have to reach the disk.
 */
const EVENTS_AT_ONCE = 250;
/** Above this, screens are told that contacts have changed, not which. */
const MOST_NAMED = 50;

/**
 * Where events of all requests come together and are written in groups, in a thread where a slow disk holds up no screen. An answer means
 * that the event is on the disk.
 */
export class EventIntake implements EventWriter {
  readonly #ctx: Context;
  readonly #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;

  constructor(ctx: Context) {
    this.#ctx = ctx;
  }

  /**
   * Many events are written in several steps: what is on the disk when a later step fails stays, and is known when it is told again
   * under the same key.
   * @returns an answer for each event, in their order
   */
  async record(events: readonly EventInput[], actor: string): Promise<EventAnswer[]> {
    const steps: Promise<EventAnswer[]>[] = [];
    for (let at = 0; at < events.length; at += EVENTS_AT_ONCE) {
      steps.push(this.#enqueue(events.slice(at, at + EVENTS_AT_ONCE), actor));
    }
    return (await Promise.all(steps)).flat();
  }

  /** Writes at once what still waits. */
  finish(): void {
    clearTimeout(this.#timer);
    while (this.#waiting.length > 0) this.#flush();
    clearTimeout(this.#timer);
  }

  #enqueue(events: readonly EventInput[], actor: string): Promise<EventAnswer[]> {
    return new Promise((resolve) => {
      this.#waiting.push({ events, actor, resolve });
      this.#timer ??= setTimeout(() => this.#flush(), WAIT_MS);
    });
  }

  #flush(): void {
    this.#timer = undefined;
    const group = this.#nextGroup();
    const written = new Promise<EventAnswer[][]>((resolve) => resolve(this.#write(group)));
    for (const [at, { resolve }] of group.entries()) resolve(written.then((answers) => answers[at] ?? []));
    if (this.#waiting.length > 0) this.#timer ??= setTimeout(() => this.#flush(), 0);
  }

  #write(group: readonly Waiting[]): EventAnswer[][] {
    return this.#ctx.db.write((tx) => {
      const answers = group.map(({ events, actor }) => recordAll(this.#ctx, tx, events, actor));
      announce(tx, answers.flat());
      return answers;
    });
  }

  #nextGroup(): Waiting[] {
    const group: Waiting[] = [];
    for (let n = 0; ; ) {
      const [next] = this.#waiting;
      n += next?.events.length ?? 0;
      if (!next || (group.length > 0 && n > EVENTS_AT_ONCE)) return group;
      this.#waiting.shift();
      group.push(next);
    }
  }
}

function recordAll(ctx: Context, tx: Tx, events: readonly EventInput[], actor: string): EventAnswer[] {
  const people = events.map((event) => personOf(ctx, tx, event, actor));
  const addressed = events.flatMap((event, at) => {
    const person = people[at];
    return person && 'no' in person ? [{ ...event, contact_no: person.no }] : [];
  });
  const outcomes = recordEvents(tx, addressed).values();
  return people.map((person): EventAnswer => {
    if (!('no' in person)) return { status: 'refused', contact_id: null, ...person };
    const outcome = outcomes.next().value;
    return outcome === 'recorded' || outcome === 'known' ? { status: outcome, contact_id: person.id } : TOO_MANY_NAMES;
  });
}

const TOO_MANY_NAMES: EventAnswer = {
  status: 'refused',
  contact_id: null,
  field: 'name',
  message: 'There are too many names of events already. Use one of them, and put what differs into data.',
};

function personOf(ctx: Context, tx: Tx, event: EventInput, actor: string): ContactNames | EventProblem {
  const { id, email, external_id } = event.contact;
  const known = (id && findContactById(tx, id)) || (email && findContactByKey(tx, email.key));
  if (known) return known;
  const [person, another] = external_id ? findContactsByExternalId(tx, external_id) : [];
  if (another)
    return { field: 'external_id', message: 'Several contacts have this external id. Name one by contact_id.' };
  if (person) return person;
  if (id || !event.create_contact) return unknownPerson(event.contact);
  const made = ctx.ids.id();
  const input = { email: email?.address ?? null, external_id: external_id ?? null };
  return { id: made, no: makeContact(tx, { id: made, now: ctx.clock.now(), actor, input, source: 'event' }) };
}

function unknownPerson({ id, email }: ContactReference): EventProblem {
  if (id) return { field: 'contact_id', message: 'There is no contact with this id.' };
  return email
    ? { field: 'email', message: 'No contact has this address. Set create_contact to make one.' }
    : { field: 'external_id', message: 'No contact has this external id. Set create_contact to make one.' };
}

function announce(tx: Tx, answers: readonly EventAnswer[]): void {
  const ids = new Set(answers.flatMap(({ status, contact_id }) => (status === 'recorded' ? [contact_id] : [])));
  if (ids.size > MOST_NAMED) tx.touch('contacts');
  else for (const id of ids) tx.touch(`contact:${id}`);
}
