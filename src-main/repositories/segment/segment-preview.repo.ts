import type { Reader } from '#main/db/access.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { type ContactView, contactViews } from '../contact/contact-view.repo.ts';
import { countMatching, someMatching } from './segment-query.repo.ts';

export interface PreviewQuestion {
  rule: SegmentNode;
  now: Millis;
}

export interface PreviewAnswer {
  count: number;
  sample: ContactView[];
  took_ms: number;
}

const SAMPLE = 10;

/** How many fit, and ten of them. */
export function previewRule(reader: Reader, { rule, now }: PreviewQuestion): PreviewAnswer {
  const started = performance.now();
  const count = countMatching(reader, rule, now);
  const sample = count === 0 ? [] : contactViews(reader, someMatching(reader, rule, { now, limit: SAMPLE }));
  return { count, sample, took_ms: performance.now() - started };
}

export function countRule(reader: Reader, { rule, now }: PreviewQuestion): Omit<PreviewAnswer, 'sample'> {
  const started = performance.now();
  return { count: countMatching(reader, rule, now), took_ms: performance.now() - started };
}
