import { MINUTE, type Millis } from '#shared/kernel/instant.ts';
import { type ContactStatus, contactStatus, type MemberState } from '../contact-status.ts';
import type { SkipReason } from '../delivery/eligibility.ts';
import { personValue } from '../segment/person-value.ts';
import { BUILT_IN_FIELDS } from '../segment/segment-field.ts';
import type { SegmentPerson, SegmentSubject } from '../segment/segment-subject.ts';
import type { Enrolment } from './enrolment.ts';
import type { Scene } from './rehearsal-scene.ts';
import type { FieldValue, PreviousAct } from './workflow-graph.ts';

/** Holds whatever lists they are on; what else keeps messages back comes after the lists. */
const BARS: ReadonlySet<SkipReason> = new Set([
  'no_address',
  'invalid_address',
  'complained',
  'bounced',
  'suppressed',
  'unsubscribed',
]);

/** A contact while a workflow is rehearsed: changes as nodes change it, and does what the scene says. Nothing of it is kept. */
export class RehearsedPerson {
  readonly #scene: Scene;
  #person: SegmentPerson;
  readonly #tags: Set<string>;
  readonly #lists: Map<string, MemberState>;
  readonly #emails: Millis[] = [];
  readonly #calls = new Set<string>();

  constructor(scene: Scene) {
    this.#scene = scene;
    this.#person = scene.subject.person;
    this.#tags = new Set(scene.subject.facts.tags);
    this.#lists = new Map(scene.subject.facts.lists);
  }

  get person(): SegmentPerson {
    return this.#person;
  }

  /** Why they would get no message over a channel now; null: they would. The same order as in the ledger. */
  obstacle(channel: 'email' | 'sms'): SkipReason | null {
    const { obstacles } = this.#scene;
    const own = obstacles[channel];
    return own && BARS.has(own) ? own : (this.#leftOut ?? own);
  }

  /** What their lists say: somebody on none is left out only where messages go to members. */
  get #leftOut(): SkipReason | null {
    const { audience } = this.#scene;
    const states = audience ? audience.flatMap((id) => this.#lists.get(id) ?? []) : [...this.#lists.values()];
    if (states.includes('subscribed') || (states.length === 0 && !audience)) return null;
    return states.includes('unconfirmed') ? 'unconfirmed' : 'unsubscribed';
  }

  subjectAt(now: Millis): SegmentSubject {
    const { facts } = this.#scene.subject;
    const happened = this.#events.filter(({ at }) => at <= now);
    return {
      person: this.#person,
      facts: { tags: this.#tags, lists: this.#lists, messages: facts.messages, events: [...facts.events, ...happened] },
    };
  }

  /** A date or another text that the organization keeps of them. */
  field(name: string): string | null {
    const value = this.#person.attributes[name];
    return typeof value === 'string' ? value : null;
  }

  /** @returns whether they had something else there; so do the others that change them */
  setField(name: string, value: FieldValue): boolean {
    const custom = !BUILT_IN_FIELDS.some((field) => field.name === name);
    const { start } = this.#scene;
    const before = personValue(this.#person, { name, custom }, start);
    this.#person = custom
      ? { ...this.#person, attributes: { ...this.#person.attributes, [name]: value } }
      : { ...this.#person, [name]: value ?? '' };
    return before !== personValue(this.#person, { name, custom }, start);
  }

  setTag(id: string, has: boolean): boolean {
    if (has === this.#tags.has(id)) return false;
    if (has) this.#tags.add(id);
    else this.#tags.delete(id);
    return true;
  }

  /** Who has left a list is not put back onto it, and a list that asks its members asks them. */
  setList(id: string, on: boolean): boolean {
    const before = this.#lists.get(id);
    if (before === 'unsubscribed' || before === (on ? 'subscribed' : undefined)) return false;
    const joins = this.#scene.asksToConfirm(id) ? 'unconfirmed' : 'subscribed';
    this.#lists.set(id, on ? joins : 'unsubscribed');
    this.#person = { ...this.#person, status: this.#statusNow };
    return true;
  }

  takeEmail(now: Millis): void {
    this.#emails.push(now);
  }

  didWithPrevious(act: PreviousAct, now: Millis): boolean {
    const sent = this.#emails.at(-1);
    if (sent === undefined) return false;
    if (act === 'received') return true;
    const { reads, reads_after } = this.#scene;
    const does = act === 'opened' ? reads !== 'nothing' : reads === 'clicks';
    return does && sent + reads_after * MINUTE <= now;
  }

  hasEvent(name: string, now: Millis): boolean {
    return this.#events.some((event) => event.name === name && event.at <= now);
  }

  /** The next moment at which they do something. */
  nextHappening(now: Millis): Millis | null {
    const sent = this.#emails.at(-1);
    const read = sent === undefined ? [] : [sent + this.#scene.reads_after * MINUTE];
    const ahead = [...this.#events.map(({ at }) => at), ...read].filter((at) => at > now);
    return ahead.length === 0 ? null : Math.min(...ahead);
  }

  noteCall(node: string): void {
    this.#calls.add(node);
  }

  /** Systems that are called are taken to answer. */
  answered({ node, waits }: Enrolment): boolean {
    return waits === 'answer' && this.#calls.has(node);
  }

  get #statusNow(): ContactStatus {
    const { status } = this.#person;
    const byLists = status === 'deliverable' || status === 'unconfirmed' || status === 'unsubscribed';
    const bars = this.#scene.obstacles.email;
    if (!byLists || (bars && BARS.has(bars))) return status;
    return contactStatus({ has_address: true, suppression: null, memberships: [...this.#lists.values()] });
  }

  get #events() {
    const { events, start } = this.#scene;
    return events.map(({ after, event }) => ({ name: event, at: start + after * MINUTE, data: {} }));
  }
}
