import type { Reader } from '#main/db/access.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import { findPreflight } from '#main/repositories/campaign/preflight.repo.ts';
import { sayFinding } from '#shared/domain/preflight/finding.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { contentHash } from '../campaign/content-hash.ts';

/** What preflight has found for just this content and what must not go out; null when nothing, or when nobody has looked. */
export function preflightObstacle(reader: Reader, record: CampaignRecord): HeraldError | null {
  const row = findPreflight(reader, record.no);
  if (row?.state !== 'done' || row.content_hash !== contentHash(record)) return null;
  const error = row.findings.find(({ level }) => level === 'error');
  if (!error) return null;
  return new HeraldError('TEMPLATE_INVALID', sayFinding(error), {
    field: error.place?.part ?? 'body',
    hint: 'Preflight says whom it concerns. Put it right and look again.',
  });
}
