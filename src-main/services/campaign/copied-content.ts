import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';

const COPIED = [
  'channel',
  'subject',
  'preheader',
  'body_kind',
  'body',
  'translations',
  'template_no',
  'template_version',
  'push',
  'sender_no',
  'track_opens',
  'track_clicks',
  'embed_pictures',
  'link_tags',
] as const satisfies readonly (keyof CampaignRecord)[];

/** What another campaign takes over from one: all that it says, and by whom; not to whom, nor when. */
export function copiedContent(record: CampaignRecord): Pick<CampaignRecord, (typeof COPIED)[number]> {
  return Object.fromEntries(COPIED.map((name) => [name, record[name]])) as Pick<
    CampaignRecord,
    (typeof COPIED)[number]
  >;
}
