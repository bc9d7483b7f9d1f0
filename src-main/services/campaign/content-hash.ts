import { createHash } from 'node:crypto';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';

/** Changes whenever anything does that a recipient sees, or who gets it. */
export function contentHash(record: CampaignRecord): string {
  const { subject, preheader, body_kind, body, push, sender_no, audience, link_tags, experiment } = record;
  const { translations, track_opens, track_clicks, embed_pictures } = record;
  const seen = [subject, preheader, body_kind, body, push, sender_no, audience, link_tags, experiment];
  return createHash('sha256')
    .update(JSON.stringify([...seen, translations, track_opens, track_clicks, embed_pictures]))
    .digest('base64url');
}
