import { MINUTE, type Millis } from '#shared/kernel/instant.ts';
import { personValue } from '../segment/person-value.ts';
import { BUILT_IN_FIELDS } from '../segment/segment-field.ts';
import type { SegmentPerson, SegmentSubject } from '../segment/segment-subject.ts';
import type { Enrolment } from './enrolment.ts';
import type { Scene } from './rehearsal-scene.ts';
import type { FieldValue, PreviousAct } from './workflow-graph.ts';

/** What keeps the messages of a workflow from somebody, by their status. */
const OBSTACLES: Partial<Record<SegmentPerson['status'], string>> = {
  unsubscribed: 'unsubscribed',
  unconfirmed: 'unconfirmed',
  bounced: 'bounced',
  complained: 'complained',
  blocked: 'suppressed',
  no_address: 'no_address',
};

/** A contact while a workflow is rehearsed: changes as nodes change it, and does what the scene says. Nothing of it is kept. */
export class RehearsedPerson {
  readonly #scene: Scene;
  #person: SegmentPerson;
  readonly #tags: Set<string>;
  readonly #lists: Map<string, 'subscribed' | 'unsubscribed' | 'unconfirmed'>;
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

  get obstacle(): string | null {
    return OBSTACLES[this.#person.status] ?? null;
  }

  subjectAt(now: Millis): SegmentSubject {
    const { facts } = this.#scene.subject;
    const happened = this.#events.filter(({ at }) => at <= now);
    return {
      person: this.#person,
      facts: { tags: this.#tags, lists: this.#lists, messages: facts.messages, events: [...facts.events, ...happened] },
    };
  }

  field(name: string): string | null {
    const custom = !BUILT_IN_FIELDS.some((field) => field.name === name);
    const value = personValue(this.#person, { name, custom });
    return value === null ? null : String(value);
  }

  setField(name: string, value: FieldValue): void {
    const isBuiltIn = BUILT_IN_FIELDS.some((field) => field.name === name);
    this.#person = isBuiltIn
      ? { ...this.#person, [name]: value ?? '' }
      : { ...this.#person, attributes: { ...this.#person.attributes, [name]: value } };
  }

  setTag(id: string, has: boolean): void {
    if (has) this.#tags.add(id);
    else this.#tags.delete(id);
  }

  setList(id: string, on: boolean): void {
    this.#lists.set(id, on ? 'subscribed' : 'unsubscribed');
  }

  takeEmail(now: Millis): void {
    if (this.obstacle === null) this.#emails.push(now);
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

  get #events() {
    const { events, start } = this.#scene;
    return events.map(({ after, event }) => ({ name: event, at: start + after * MINUTE, data: {} }));
  }
}
