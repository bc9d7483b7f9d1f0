import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { PLAIN_TIMING } from '#shared/domain/timing/send-timing.ts';

const COUNTS = {
  audience: 0,
  queued: 0,
  claimed: 0,
  in_data: 0,
  accepted: 0,
  deferred: 0,
  failed: 0,
  unknown: 0,
  skipped: 0,
  cancelled: 0,
  bounced: 0,
  complained: 0,
  opened_unique: 0,
  opened_human: 0,
  clicked_human: 0,
  opened_total: 0,
  clicked_unique: 0,
  clicked_total: 0,
  unsubscribed: 0,
};

/** A draft as the server answers it. */
export function campaignOf(fields: Partial<Campaign> = {}): Campaign {
  return {
    id: '019a0000-0000-7000-8000-000000000001',
    channel: 'email',
    state: 'draft',
    reason: null,
    preparing: false,
    schedule: null,
    timing: PLAIN_TIMING,
    series: null,
    link_tags: null,
    template: null,
    hold_until: null,
    counts: COUNTS,
    created_by: 'Ada',
    created_at: '2026-03-01T09:00:00.000Z',
    updated_at: '2026-03-01T09:00:00.000Z',
    started_at: null,
    finished_at: null,
    revision: 1,
    name: 'Spring',
    subject: '',
    preheader: '',
    body_kind: 'html',
    body: '',
    translations: [],
    sender_id: null,
    audience: NOBODY,
    track_opens: true,
    track_clicks: true,
    embed_pictures: false,
    experiment: null,
    push: null,
    ...fields,
  };
}
