import type { RecipientAudit } from '#main/rendering/audit-recipient.ts';
import type { MessageSource } from '#main/rendering/compile-message.ts';
import { placeIn, placeOfProblem } from '#main/rendering/place-in.ts';
import type { TemplateProblem } from '#main/rendering/render-error.ts';
import { GMAIL_LIMIT, type PreflightFinding } from '#shared/domain/preflight/finding.ts';

/** So many of those whom a finding concerns are kept by name. */
const MOST_KEPT = 1_000;

interface Group {
  /** The text in which it first turned up. */
  source: MessageSource;
  count: number;
  contacts: number[];
}

/** What a text has against it for one person. */
export interface TextAudit {
  source: MessageSource;
  audit: RecipientAudit;
}

/** What text messages to all recipients come to, in segments. */
export interface SmsTotal {
  /** For one person. */
  least: number;
  most: number;
  /** For all of them. */
  segments: number;
}

/** Adds up what recipients' messages have against them. */
export class AuditTally {
  readonly #groups = new Map<string, Group>();
  readonly #problems = new Map<string, TemplateProblem>();
  #largest = 0;
  #sms: SmsTotal | null = null;

  /** @param audits of one person: of each variant of the message that they may get */
  add(contact_no: number, audits: readonly TextAudit[]): void {
    const found = new Map<string, MessageSource>();
    for (const { source, audit } of audits) {
      const { problem, empty_subject, missing, bytes } = audit;
      const add = (key: string) => found.has(key) || found.set(key, source);
      if (problem) {
        const key = `render_failed:${problem.part}:${problem.line}:${problem.message}`;
        this.#problems.set(key, problem);
        add(key);
      }
      if (empty_subject) add('subject_empty');
      for (const field of missing) add(`field_missing:${field}`);
      if (bytes > GMAIL_LIMIT) add('clipped');
      this.#largest = Math.max(this.#largest, bytes);
      if (audit.segments > 0) this.#weigh(audit.segments);
    }
    for (const [key, source] of found) this.#count(key, source, contact_no);
  }

  findings(): PreflightFinding[] {
    return [...this.#groups].map(([key, { source, count }]) => ({ key, count, ...this.#partsOf(key, source) }));
  }

  /** Null where nobody gets a text message. */
  get sms(): SmsTotal | null {
    return this.#sms;
  }

  /** Whom each finding concerns, as far as kept. */
  concerned(): [finding: string, contact_nos: readonly number[]][] {
    return [...this.#groups].map(([key, { contacts }]) => [key, contacts]);
  }

  #weigh(segments: number): void {
    const { least, most, segments: before } = this.#sms ?? { least: segments, most: segments, segments: 0 };
    this.#sms = {
      least: Math.min(least, segments),
      most: Math.max(most, segments),
      segments: before + segments,
    };
  }

  #count(key: string, source: MessageSource, contact_no: number): void {
    const group = this.#groups.get(key) ?? { source, count: 0, contacts: [] };
    group.count += 1;
    if (group.contacts.length < MOST_KEPT) group.contacts.push(contact_no);
    this.#groups.set(key, group);
  }

  #partsOf(key: string, source: MessageSource): Omit<PreflightFinding, 'key' | 'count'> {
    const problem = this.#problems.get(key);
    if (problem) {
      const { message } = problem;
      return { code: 'render_failed', level: 'error', values: { message }, place: placeOfProblem(source, problem) };
    }
    if (key === 'subject_empty') {
      return {
        code: 'subject_empty',
        level: 'error',
        values: {},
        place: { part: 'subject', line: null, column: null },
      };
    }
    if (key === 'clipped')
      return { code: 'clipped', level: 'warning', values: { largest: this.#largest }, place: null };
    const field = key.slice('field_missing:'.length);
    return { code: 'field_missing', level: 'warning', values: { field }, place: placeOfField(source, field) };
  }
}

function placeOfField(source: MessageSource, field: string): PreflightFinding['place'] {
  const part = (['subject', 'preheader', 'body'] as const).find((name) => source[name].includes(field)) ?? 'body';
  return placeIn(source, part, field);
}
