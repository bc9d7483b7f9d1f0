import type { Reader } from '#main/db/access.ts';
import { type ContactRecord, findContactByNo } from '#main/repositories/contact/contact.repo.ts';
import type { Clause } from '#main/repositories/contact/contact-filter.sql.ts';
import { segmentClause } from '#main/repositories/segment/segment-query.repo.ts';
import { zoneOf } from '#main/repositories/segment/segment-world.ts';
import { readTimingRules } from '#main/repositories/timing/timing-rules.repo.ts';
import type { EnrolmentRow } from '#main/repositories/workflow/enrolment.repo.ts';
import { didWith, hadEvent } from '#main/repositories/workflow/workflow-message.repo.ts';
import { zoneOr } from '#shared/domain/campaign/wall-time.ts';
import { earliestAllowed, isQuietAtTimes, type QuietRules } from '#shared/domain/timing/quiet-hours.ts';
import type { Facts } from '#shared/domain/workflow/enrolment.ts';
import type { Condition } from '#shared/domain/workflow/workflow-graph.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { LoadedVersion } from './loaded-version.ts';

/** What holds for all steps of one moment: read and compiled once. */
export class Moment {
  readonly now: Millis;
  readonly zone: string;
  readonly quiet: QuietRules | null;
  readonly #reader: Reader;
  /** Of this moment, and those on which time has no effect. */
  readonly #clauses = new Map<string, Clause>();
  readonly #lasting: Map<string, Clause>;

  /** @param lasting compiled rules that mean the same at every moment, kept by the caller */
  constructor(reader: Reader, now: Millis, lasting: Map<string, Clause>) {
    this.#reader = reader;
    this.#lasting = lasting;
    this.now = now;
    this.zone = zoneOf(reader);
    const { quiet } = readTimingRules(reader);
    this.quiet = quiet && isQuietAtTimes(quiet) ? quiet : null;
  }

  /** Whether a rule holds for a contact: the query that segments ask, of one. */
  holds(version: LoadedVersion, text: string, contact_no: number): boolean {
    const rule = version.rules[text];
    if (!rule) return false;
    const key = `${version.no} ${text}`;
    const kept = version.timed.has(text) ? this.#clauses : this.#lasting;
    const clause = kept.get(key) ?? segmentClause(this.#reader, rule, this.now).each;
    kept.set(key, clause);
    return (
      this.#reader
        .sql(`SELECT 1 FROM contact c WHERE c.no = ? AND c.deleted_at IS NULL AND (${clause.sql})`)
        .get(contact_no, ...clause.values) !== undefined
    );
  }
}

/** What is known of one contact while they take their steps; asked for when it is needed, since effects change it. */
export class EnrolmentFacts implements Facts {
  readonly zone: string;
  readonly #reader: Reader;
  readonly #moment: Moment;
  readonly #version: LoadedVersion;
  readonly row: EnrolmentRow;

  constructor(reader: Reader, moment: Moment, of: { version: LoadedVersion; row: EnrolmentRow; timezone: string }) {
    this.#reader = reader;
    this.#moment = moment;
    this.#version = of.version;
    this.row = of.row;
    this.zone = zoneOr(of.timezone, moment.zone);
  }

  get contact(): ContactRecord | undefined {
    return findContactByNo(this.#reader, this.row.contact_no);
  }

  get answer(): 'ok' | 'failed' | null {
    return this.row.answer;
  }

  get writable_at(): Millis {
    const { quiet, now } = this.#moment;
    return quiet ? earliestAllowed(quiet, this.zone, now) : now;
  }

  holds(condition: Condition): boolean {
    const { contact_no, previous_no, entered_at } = this.row;
    if (condition.kind === 'rule') return this.#moment.holds(this.#version, condition.rule, contact_no);
    if (condition.kind === 'event') return hadEvent(this.#reader, contact_no, condition.event, entered_at);
    return previous_no !== null && didWith(this.#reader, previous_no, condition.act);
  }

  changesWithTime(condition: Condition): boolean {
    return condition.kind === 'rule' && this.#version.timed.has(condition.rule);
  }

  field(name: string): string | null {
    const value = this.contact?.attributes[name];
    return typeof value === 'string' ? value : null;
  }
}
