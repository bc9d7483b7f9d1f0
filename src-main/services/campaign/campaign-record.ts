import type { Reader, Tx } from '#main/db/access.ts';
import type { MessageSource } from '#main/rendering/compile-message.ts';
import type { TranslatedSource } from '#main/rendering/in-language.ts';
import type { AudienceChannel } from '#main/repositories/campaign/audience.sql.ts';
import {
  type CampaignRecord,
  changeSend,
  findCampaign,
  type SendChange,
} from '#main/repositories/campaign/campaign.repo.ts';
import { findSenderByNo } from '#main/repositories/sending/sender.repo.ts';
import type { OrganizationRow } from '#main/repositories/system/organization.repo.ts';
import { type CampaignAction, isAllowed, sayWhyNot } from '#shared/domain/campaign/campaign-state.ts';
import { type LinkTags, linkTagsOf, NO_LINK_TAGS } from '#shared/domain/campaign/link-tags.ts';
import { NO_PUSH_PARTS } from '#shared/domain/push/push-content.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';

export function requireCampaign(reader: Reader, id: string): CampaignRecord {
  return found(findCampaign(reader, id), 'campaign');
}

/** The same with all its languages. */
export function writtenIn(record: Written & Pick<CampaignRecord, 'translations'>): TranslatedSource {
  return { ...contentOf(record), translations: record.translations };
}

type Written = Pick<CampaignRecord, 'channel' | 'subject' | 'preheader' | 'body_kind' | 'body' | 'push'>;

/** What is rendered of it where nothing is said of languages. */
export function contentOf({ channel, subject, preheader, body_kind, body, push }: Written): MessageSource {
  const text = { subject, preheader, body_kind, body };
  return channel === 'push' ? { ...text, push: push ?? NO_PUSH_PARTS } : text;
}

/** What its links say to the sites they lead to. That of a text message does not come by mail, unless its author says so. */
export function tagsOf(
  { channel, link_tags, name }: Pick<CampaignRecord, 'channel' | 'link_tags' | 'name'>,
  organization: OrganizationRow,
): LinkTags {
  const tags = linkTagsOf(link_tags, organization.link_tags ?? NO_LINK_TAGS, name);
  const isAssumed = link_tags === null && tags.medium === NO_LINK_TAGS.medium;
  return channel === 'sms' && isAssumed ? { ...tags, medium: 'sms' } : tags;
}

/** Whether clicks of its links are counted: by its own word and that of the organization. */
export function tracksClicks(
  { channel, track_clicks }: Pick<CampaignRecord, 'channel' | 'track_clicks'>,
  organization: Pick<OrganizationRow, 'track_clicks'>,
): boolean {
  return channel !== 'chat' && track_clicks && organization.track_clicks;
}

/** By what it reaches contacts; of devices those that its sender's service knows. */
export function audienceChannelOf(
  reader: Reader,
  { channel, sender_no }: Pick<CampaignRecord, 'channel' | 'sender_no'>,
): AudienceChannel {
  if (channel !== 'push') return channel === 'sms' ? 'sms' : 'email';
  const sender = sender_no === null ? undefined : findSenderByNo(reader, sender_no);
  return sender?.provider === 'fcm' ? 'fcm' : 'web_push';
}

/** Refuses an action that the state does not allow, or an edit that is based on an older revision. */
export function requireAllowed(record: CampaignRecord, action: CampaignAction, revision?: number): void {
  if (!isAllowed(action, record.state)) {
    throw new HeraldError('WRONG_STATE', sayWhyNot(action, record.state), { state: record.state });
  }
  if (revision !== undefined && revision !== record.revision) {
    throw new HeraldError('STALE_REVISION', 'This campaign was changed by somebody else meanwhile.', {
      hint: 'Load it again and repeat your change.',
      revision: record.revision,
    });
  }
}

/** Changes the state as of now, or refuses; of two who try at once exactly one succeeds. */
export function changeOrRefuse(tx: Tx, id: string, action: CampaignAction, change: SendChange): CampaignRecord {
  const record = requireCampaign(tx, id);
  requireAllowed(record, action, change.at_revision);
  if (!changeSend(tx, record, action, change)) throw new HeraldError('WRONG_STATE', sayWhyNot(action, record.state));
  return record;
}
