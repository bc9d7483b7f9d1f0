import type { Reader } from '#main/db/access.ts';
import { findSegment } from '#main/repositories/segment/segment.repo.ts';
import { customFields } from '#main/repositories/segment/segment-catalogue.repo.ts';
import { boundRule } from '#main/repositories/segment/segment-rule.repo.ts';
import type { EvaluationContext } from '#shared/domain/segment/evaluate-segment.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { usesOf } from '#shared/domain/segment/walk-segment.ts';

export function typesOfFields(reader: Reader): EvaluationContext['typeOf'] {
  const types = new Map(customFields(reader).map(({ name, type }) => [name, type]));
  return ({ name }) => types.get(name) ?? null;
}

/** The rules of saved segments, each read once. */
export class SegmentRules {
  readonly #reader: Reader;
  readonly #known = new Map<string, SegmentNode | null>();

  constructor(reader: Reader) {
    this.#reader = reader;
  }

  of(id: string): SegmentNode | null {
    const known = this.#known.get(id);
    if (known !== undefined) return known;
    const record = findSegment(this.#reader, id);
    const rule = record ? boundRule(this.#reader, record).rule : null;
    this.#known.set(id, rule);
    return rule;
  }

  /** The events that a rule names, also through other segments. */
  eventsIn(rule: SegmentNode): Set<string> {
    const events = new Set<string>();
    const seen = new Set<SegmentNode>();
    const waiting = [rule];
    for (let next = waiting.pop(); next; next = waiting.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      for (const { kind, name, id } of usesOf(next)) {
        if (kind === 'event') events.add(name);
        const other = kind === 'segment' && id !== null ? this.of(id) : null;
        if (other) waiting.push(other);
      }
    }
    return events;
  }
}
