import { createHash } from 'node:crypto';
import type { Reader } from '#main/db/access.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import { findSegment } from '#main/repositories/segment/segment.repo.ts';
import { usesOfSegment } from '#main/repositories/segment/segment-use.repo.ts';
import { findSenderByNo } from '#main/repositories/sending/sender.repo.ts';
import { APPROVED_PARTS, type ApprovedPart } from '#shared/domain/approval/approval.ts';
import type { AudienceRule } from '#shared/domain/campaign/audience-rule.ts';

/** What is approved: everything that a recipient sees, and by which rules somebody becomes one. Not when it goes out. */
export interface ApprovedContent
  extends Pick<
    CampaignRecord,
    'subject' | 'preheader' | 'translations' | 'push' | 'audience' | 'link_tags' | 'experiment'
  > {
  body: Pick<CampaignRecord, 'body_kind' | 'body' | 'embed_pictures'>;
  sender: { from_name: string; from_email: string; reply_to: string | null } | null;
  /** The rule of each segment that the audience names, also through other segments, by id. */
  segments: [id: string, rule: string][];
  tracking: Pick<CampaignRecord, 'track_opens' | 'track_clicks'>;
}

export function approvedContent(reader: Reader, record: CampaignRecord): ApprovedContent {
  const { subject, preheader, body_kind, body, translations, push, sender_no, audience } = record;
  const { link_tags, experiment, track_opens, track_clicks, embed_pictures } = record;
  const sender = sender_no === null ? undefined : findSenderByNo(reader, sender_no);
  return {
    subject,
    preheader,
    body: { body_kind, body, embed_pictures },
    translations,
    push,
    sender: sender ? { from_name: sender.from_name, from_email: sender.from_email, reply_to: sender.reply_to } : null,
    audience,
    segments: segmentRules(reader, audience),
    link_tags,
    tracking: { track_opens, track_clicks },
    experiment,
  };
}

export function hashOf(content: ApprovedContent): string {
  return createHash('sha256')
    .update(JSON.stringify(APPROVED_PARTS.map((part) => content[part])))
    .digest('base64url');
}

export function changedParts(before: ApprovedContent, after: ApprovedContent): ApprovedPart[] {
  return APPROVED_PARTS.filter((part) => JSON.stringify(before[part]) !== JSON.stringify(after[part]));
}

function segmentRules(reader: Reader, { include_segments, exclude_segments }: AudienceRule): [string, string][] {
  const rules = new Map<string, string>();
  const waiting = [...include_segments, ...exclude_segments];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    const segment = rules.has(id) ? undefined : findSegment(reader, id);
    if (!segment) continue;
    rules.set(id, segment.rule);
    for (const use of usesOfSegment(reader, segment.no)) {
      if (use.kind === 'segment' && use.id !== null) waiting.push(use.id);
    }
  }
  return [...rules].sort(([one], [other]) => (one < other ? -1 : 1));
}
