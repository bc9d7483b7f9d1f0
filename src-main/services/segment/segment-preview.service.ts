import { setTimeout as sleep } from 'node:timers/promises';
import { findSegment, keepCount } from '#main/repositories/segment/segment.repo.ts';
import type { PreviewAnswer } from '#main/repositories/segment/segment-preview.repo.ts';
import { boundRule } from '#main/repositories/segment/segment-rule.repo.ts';
import { printSegment } from '#shared/domain/segment/print-segment.ts';
import { found } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import type { LongReader, ServiceContext } from '../service-context.ts';
import { LatestWork } from '../system/latest-work.ts';
import { checkAsked, type SegmentCheckView } from './check-rule-text.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'reads'>;

export interface SegmentPreviewView extends SegmentCheckView {
  count: number | null;
  sample: PreviewAnswer['sample'];
  pending: boolean;
  took_ms: number | null;
}

/** What a person who types waits for at most, in milliseconds. */
const PATIENCE = 300;

/** Counts that go on after their answer was given as pending; each reader of long reads has one. */
const counting = new WeakMap<LongReader, LatestWork<PreviewAnswer>>();

/** How many fit a rule that somebody is writing, and ten of them. A count that takes longer goes on and is asked for again. */
export async function previewSegment(
  ctx: Context,
  asked: { rule: string; segment_id?: string },
): Promise<SegmentPreviewView> {
  const { rule, problems, warnings } = checkAsked(ctx.db.reader, asked);
  const empty = { problems, warnings, count: null, sample: [], took_ms: null };
  if (!rule) return { ...empty, canonical: null, pending: false };
  const canonical = printSegment(rule);
  const work = counting.get(ctx.reads) ?? new LatestWork<PreviewAnswer>();
  counting.set(ctx.reads, work);
  const answer = await Promise.race([
    work.ask(canonical, () => ctx.reads.run('segments.preview', { rule, now: ctx.clock.now() })),
    sleep(PATIENCE, null, { ref: false }),
  ]);
  return answer ? { ...empty, ...answer, canonical, pending: false } : { ...empty, canonical, pending: true };
}

/** How many a saved segment has now; the list of segments shows it until the next count. */
export async function countSegment(
  ctx: Context,
  id: string,
): Promise<{ members: number; counted_at: Instant; took_ms: number }> {
  const record = found(findSegment(ctx.db.reader, id), 'segment');
  const { rule } = boundRule(ctx.db.reader, record);
  const now = ctx.clock.now();
  const { count, took_ms } = await ctx.reads.run('segments.count', { rule, now });
  const counted_at = instantOf(now);
  ctx.db.write((tx) => keepCount(tx, record.no, count, counted_at));
  return { members: count, counted_at, took_ms };
}
