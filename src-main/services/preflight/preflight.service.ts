import type { Reader } from '#main/db/access.ts';
import { findCampaign } from '#main/repositories/campaign/campaign.repo.ts';
import {
  beginPreflight,
  type ConcernedContact,
  changePreflight,
  findPreflight,
  type PreflightState,
  readConcerned,
} from '#main/repositories/campaign/preflight.repo.ts';
import { addressesNobody } from '#shared/domain/campaign/audience-rule.ts';
import { type PreflightFinding, sayFinding } from '#shared/domain/preflight/finding.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';
import { requireAllowed, requireCampaign } from '../campaign/campaign-record.ts';
import { contentHash } from '../campaign/content-hash.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'queue'>;

export interface PreflightView {
  state: PreflightState | 'never';
  /** Content or audience have changed since. */
  stale: boolean;
  total: number | null;
  checked: number;
  findings: (PreflightFinding & { says: string })[];
  reason: string | null;
  started_at: Instant | null;
  finished_at: Instant | null;
}

export function getPreflight({ db }: Pick<Context, 'db'>, id: string): PreflightView {
  return viewOf(db.reader, id);
}

/** Looks at what everybody would get. One that is under way for other content gives way to this one. */
export function startPreflight(ctx: Context, actor: string, id: string): PreflightView {
  const record = requireCampaign(ctx.db.reader, id);
  requireAllowed(record, 'start');
  if (record.body.trim() === '') {
    throw new HeraldError('INVALID_INPUT', 'The campaign has no text yet.', {
      field: 'body',
      hint: 'Write the message.',
    });
  }
  if (addressesNobody(record.audience)) {
    throw new HeraldError('INVALID_INPUT', 'The campaign addresses nobody yet.', {
      field: 'audience',
      hint: 'Choose at least one list or segment.',
    });
  }
  const content_hash = contentHash(record);
  ctx.db.write((tx) => {
    const known = findPreflight(tx, record.no);
    if (known?.state === 'running' && known.content_hash === content_hash) return;
    beginPreflight(tx, record, { content_hash, at: ctx.clock.now() });
    ctx.queue.enqueue(tx, 'campaign.preflight', { campaign_id: id }, { key: id });
    tx.record({ type: 'campaign.preflight_started', subject: `campaign:${id}`, actor });
  });
  return viewOf(ctx.db.reader, id);
}

export function cancelPreflight(ctx: Pick<Context, 'db' | 'clock'>, id: string): PreflightView {
  const record = requireCampaign(ctx.db.reader, id);
  ctx.db.write((tx) => changePreflight(tx, record, { state: 'cancelled', finished_at: ctx.clock.now() }));
  return viewOf(ctx.db.reader, id);
}

/** Names the look that is under way; null when none is. */
export function lookUnderWay({ db }: Pick<Context, 'db'>, id: string): string | null {
  const record = findCampaign(db.reader, id);
  const row = record && findPreflight(db.reader, record.no);
  return row?.state === 'running' ? row.content_hash : null;
}

/** Another one that has begun since goes on. */
export function failPreflight(
  ctx: Pick<Context, 'db' | 'clock'>,
  { id, look, reason }: { id: string; look: string; reason: string },
): void {
  const { no } = requireCampaign(ctx.db.reader, id);
  const send = { no, id, content_hash: look };
  ctx.db.write((tx) => changePreflight(tx, send, { state: 'failed', reason, finished_at: ctx.clock.now() }));
}

export function listConcerned(
  { db }: Pick<Context, 'db'>,
  { id, ...question }: { id: string; finding: string; limit: number; cursor?: string },
): Page<ConcernedContact> {
  return readConcerned(db.reader, { ...question, send_no: requireCampaign(db.reader, id).no });
}

function viewOf(reader: Reader, id: string): PreflightView {
  const record = requireCampaign(reader, id);
  const row = findPreflight(reader, record.no);
  if (!row) {
    const nothing = { reason: null, started_at: null, finished_at: null };
    return { state: 'never', stale: false, total: null, checked: 0, findings: [], ...nothing };
  }
  const { state, total, checked, findings, reason, started_at, finished_at } = row;
  return {
    state,
    stale: row.content_hash !== contentHash(record),
    total,
    checked,
    findings: findings.map((finding) => ({ ...finding, says: sayFinding(finding) })),
    reason,
    started_at: instantOf(started_at),
    finished_at: finished_at === null ? null : instantOf(finished_at),
  };
}
