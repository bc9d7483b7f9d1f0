import type { Reader, Tx } from '#main/db/access.ts';
import { missingInAudience } from '#main/repositories/campaign/audience.repo.ts';
import {
  type CampaignRecord,
  deleteDraft,
  insertCampaign,
  type NewCampaign,
  type SendEdit,
  updateDraft,
} from '#main/repositories/campaign/campaign.repo.ts';
import { getCampaign } from '#main/repositories/campaign/campaign-view.repo.ts';
import { segmentsNaming } from '#main/repositories/contact/segments-naming.repo.ts';
import { findDefaultSender, findSender } from '#main/repositories/sending/sender.repo.ts';
import { type AudienceRule, NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import type { BodyKind } from '#shared/domain/campaign/body-kind.ts';
import type { LinkTags } from '#shared/domain/campaign/link-tags.ts';
import type { Translation } from '#shared/domain/campaign/translation.ts';
import type { Channel } from '#shared/domain/channel/channel.ts';
import type { Experiment } from '#shared/domain/experiment/experiment.ts';
import type { PushParts } from '#shared/domain/push/push-content.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { type Instant, instantOf } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireDesign, requireDistinct } from '../template/check-content.ts';
import { contentOfTemplate } from '../template/template-content.ts';
import { requireOrganization } from '../tracking/tracking-address.ts';
import { requireAllowed, requireCampaign } from './campaign-record.ts';
import { copiedContent } from './copied-content.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids'>;
type Answer = ReturnType<typeof getCampaign>;

/** What a person may write about a campaign. */
export interface CampaignInput {
  name?: string;
  subject?: string;
  preheader?: string;
  body_kind?: BodyKind;
  body?: string;
  translations?: Translation[];
  sender_id?: string | null;
  audience?: AudienceRule;
  track_opens?: boolean;
  track_clicks?: boolean;
  embed_pictures?: boolean;
  experiment?: Experiment | null;
  push?: PushParts | null;
  link_tags?: LinkTags | null;
}

export function createCampaign(
  ctx: Context,
  actor: string,
  input: CampaignInput & { name: string; channel?: 'email' | 'sms' | 'push'; template_id?: string },
): Answer {
  const { name, channel: wanted = 'email', template_id, ...fields } = input;
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    const organization = requireOrganization(tx);
    const begun = template_id === undefined ? undefined : contentOfTemplate(tx, template_id);
    const channel = begun?.channel ?? wanted;
    const blank = blankCampaign(tx, channel);
    requireBlocks({ ...blank, ...begun }, fields);
    insertCampaign(tx, {
      ...blank,
      ...begun,
      track_opens: organization.track_opens,
      track_clicks: organization.track_clicks,
      ...editOf(tx, channel, fields),
      name,
      ...newKeys(ctx, id, actor),
    });
    tx.record({ type: 'campaign.created', subject: `campaign:${id}`, actor });
  });
  return getCampaign(ctx.db.reader, id);
}

export function updateCampaign(
  ctx: Context,
  actor: string,
  { id, revision, name, ...fields }: CampaignInput & { id: string; revision: number },
): Answer {
  ctx.db.write((tx) => {
    const record = requireCampaign(tx, id);
    requireAllowed(record, 'edit', revision);
    requireBlocks(record, fields);
    updateDraft(tx, record, { ...editOf(tx, record.channel, fields), name, revision, updated_at: now(ctx) });
    tx.record({ type: 'campaign.changed', subject: `campaign:${id}`, actor, data: { fields: Object.keys(fields) } });
  });
  return getCampaign(ctx.db.reader, id);
}

export function deleteCampaign(ctx: Context, actor: string, id: string): { done: true } {
  ctx.db.write((tx) => {
    const record = requireCampaign(tx, id);
    requireAllowed(record, 'delete');
    refuseNamed(tx, record);
    deleteDraft(tx, record, now(ctx));
    tx.record({ type: 'campaign.deleted', subject: `campaign:${id}`, actor });
  });
  return { done: true };
}

function refuseNamed(tx: Tx, { campaign_no }: CampaignRecord): void {
  const segments = segmentsNaming(tx, 'campaign', campaign_no);
  if (segments.length === 0) return;
  const names = segments.map((name) => `the segment "${name}"`).join(', ');
  throw new HeraldError('IN_USE', `This campaign is named by ${names}.`, {
    hint: 'Take it out of the rule there first.',
    segments,
  });
}

/** A new draft with the same content and audience. */
export function duplicateCampaign(ctx: Context, actor: string, original: string): Answer {
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    const record = requireCampaign(tx, original);
    const { name, audience, experiment } = record;
    const content = { ...copiedContent(record), audience, experiment };
    insertCampaign(tx, { ...content, name: copyName(name), ...newKeys(ctx, id, actor) });
    tx.record({ type: 'campaign.created', subject: `campaign:${id}`, actor, data: { copied_from: original } });
  });
  return getCampaign(ctx.db.reader, id);
}

/** A new draft with the same content, for those whom the original reached and who neither opened nor clicked it. */
export function resendUnopened(ctx: Context, actor: string, original: string): Answer {
  const record = requireCampaign(ctx.db.reader, original);
  if (record.started_at === null) {
    throw new HeraldError('WRONG_STATE', 'This campaign has not been sent yet.', { state: record.state });
  }
  if (!record.track_opens && !record.track_clicks) {
    throw new HeraldError('WRONG_STATE', 'This campaign measured neither opens nor clicks.', {
      hint: 'Nobody knows who did not open it. Duplicate it to send it to everybody again.',
    });
  }
  const id = ctx.ids.id();
  ctx.db.write((tx) => {
    const content = copiedContent(record);
    const audience = { ...record.audience, unopened_campaigns: [original] };
    insertCampaign(tx, { ...content, audience, name: againName(record.name), ...newKeys(ctx, id, actor) });
    tx.record({ type: 'campaign.created', subject: `campaign:${id}`, actor, data: { resent_from: original } });
  });
  return getCampaign(ctx.db.reader, id);
}

function newKeys(ctx: Context, id: string, created_by: string) {
  return { id, send_id: ctx.ids.id(), created_by, created_at: now(ctx) };
}

function blankCampaign(
  reader: Reader,
  channel: 'email' | 'sms' | 'push',
): Pick<NewCampaign, 'channel' | 'subject' | 'preheader' | 'body_kind' | 'body' | 'sender_no' | 'audience'> {
  const sender_no = findDefaultSender(reader, channel)?.no ?? null;
  const body_kind = channel === 'email' ? 'html' : 'text';
  return { channel, subject: '', preheader: '', body_kind, body: '', sender_no, audience: NOBODY };
}

/** A message that is made of blocks after the edit is made of them in each part that the edit reaches. */
function requireBlocks(
  before: Pick<NewCampaign, 'body_kind' | 'body' | 'translations'>,
  { body_kind = before.body_kind, experiment, ...edit }: CampaignInput,
): void {
  for (const [index, { content }] of (experiment?.variants ?? []).entries()) {
    if (content?.body_kind === 'visual') requireDesign(content.body, `experiment.variants.${index}.content.body`);
  }
  if (body_kind !== 'visual') return;
  const becomes = before.body_kind !== 'visual';
  const body = edit.body ?? (becomes ? before.body : undefined);
  const translations = edit.translations ?? (becomes ? before.translations : undefined) ?? [];
  if (body !== undefined) requireDesign(body, 'body');
  for (const [index, translation] of translations.entries()) {
    requireDesign(translation.body, `translations.${index}.body`);
  }
}

/** Public ids become row numbers; what they name must exist. */
function editOf(reader: Reader, channel: Channel, { sender_id, ...fields }: Omit<CampaignInput, 'name'>): SendEdit {
  if (fields.body_kind !== undefined && (fields.body_kind === 'text') !== (channel !== 'email')) {
    throw new HeraldError('INVALID_INPUT', 'This kind of source does not fit the channel.', {
      field: 'body_kind',
      hint: channel === 'email' ? 'Mails are made of blocks, HTML or Markdown.' : 'These messages are plain text.',
    });
  }
  if (fields.translations) requireDistinct(fields.translations, 'translations');
  if (channel !== 'email' && fields.experiment) {
    throw new HeraldError('INVALID_INPUT', 'Only mails have variants and a hold-out group.', { field: 'experiment' });
  }
  if (channel !== 'push' && fields.push) {
    throw new HeraldError('INVALID_INPUT', 'Only push messages have a link and pictures of their own.', {
      field: 'push',
    });
  }
  if (channel !== 'email' && fields.embed_pictures) {
    throw new HeraldError('INVALID_INPUT', 'Only mails carry pictures.', {
      field: 'embed_pictures',
      hint: 'Leave it out.',
    });
  }
  const [missing] = fields.audience ? missingInAudience(reader, fields.audience) : [];
  if (missing) {
    throw new HeraldError('INVALID_INPUT', 'The audience names a list or campaign that does not exist.', {
      field: missing,
      hint: 'Choose it again from the list.',
    });
  }
  if (sender_id === undefined) return fields;
  if (sender_id === null) return { ...fields, sender_no: null };
  const sender = findSender(reader, sender_id);
  if (!sender) throw new HeraldError('INVALID_INPUT', 'This sender does not exist.', { field: 'sender_id' });
  if (sender.channel !== channel) {
    throw new HeraldError('INVALID_INPUT', `The sender "${sender.name}" can't send this kind of message.`, {
      field: 'sender_id',
      hint: 'Choose a sender of the same channel.',
    });
  }
  return { ...fields, sender_no: sender.no };
}

function copyName(name: string): string {
  return `${name.slice(0, 190)} (copy)`;
}

function againName(name: string): string {
  return `${name.slice(0, 190)} (again)`;
}

function now(ctx: Context): Instant {
  return instantOf(ctx.clock.now());
}
