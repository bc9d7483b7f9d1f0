import { type MergeContact, type MergeData, mergeDataOf } from '#main/rendering/merge-data.ts';
import { missingInAudience } from '#main/repositories/campaign/audience.repo.ts';
import type { CampaignRecord } from '#main/repositories/campaign/campaign.repo.ts';
import type { ContactRecord } from '#main/repositories/contact/contact.repo.ts';
import { findReturnInbox } from '#main/repositories/feedback/inbox.repo.ts';
import { findSenderByNo } from '#main/repositories/sending/sender.repo.ts';
import { addressesNobody } from '#shared/domain/campaign/audience-rule.ts';
import { NO_LINK_TAG_RULES, sayTagProblem, tagProblem } from '#shared/domain/campaign/link-tag-rules.ts';
import { readDesign } from '#shared/domain/design/read-design.ts';
import { asVariant, comparesVariants, sameVariants, variantLetter } from '#shared/domain/experiment/experiment.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { MADE_UP_PERSON, mergeContactOf } from '../contact/merge-contact.ts';
import { preflightObstacle } from '../preflight/preflight-obstacle.ts';
import type { ServiceContext } from '../service-context.ts';
import { isReachable, requireOrganization, trackingBase } from '../tracking/tracking-address.ts';
import { contentOf, tagsOf, tracksClicks } from './campaign-record.ts';
import { previewAddresses } from './preview-addresses.ts';
import { templateRefusal } from './template-refusal.ts';

type Context = Pick<ServiceContext, 'db' | 'endpoints' | 'rendering'>;
type RowContext = Pick<Context, 'db' | 'endpoints'>;

/**
 * What keeps a campaign from being sent, with the field to put right; null when nothing does. The message is tried on `person`,
 * or on a made-up one.
 */
export async function findObstacle(
  ctx: Context,
  record: CampaignRecord,
  person: ContactRecord | null,
): Promise<HeraldError | null> {
  return (
    contentObstacle(record) ??
    experimentObstacle(ctx, record) ??
    audienceObstacle(ctx, record) ??
    senderObstacle(ctx, record) ??
    tagObstacle(ctx, record) ??
    preflightObstacle(ctx.db.reader, record) ??
    (await templateObstacle(ctx, record, person ? mergeContactOf(person) : MADE_UP_PERSON))
  );
}

function contentObstacle({ channel, subject, body, body_kind }: CampaignRecord): HeraldError | null {
  if (channel !== 'sms' && subject.trim() === '') {
    return channel === 'push'
      ? fieldMissing('subject', 'The campaign has no title yet.', 'Write a title.')
      : fieldMissing('subject', 'The campaign has no subject yet.', 'Write a subject.');
  }
  if (isEmptyBody(body_kind, body)) return fieldMissing('body', 'The campaign has no text yet.', 'Write the message.');
  return null;
}

function isEmptyBody(body_kind: CampaignRecord['body_kind'], body: string): boolean {
  if (body_kind !== 'visual' || body.trim() === '') return body.trim() === '';
  const answer = readDesign(body);
  return answer.ok && answer.design.blocks.length === 0;
}

function audienceObstacle(ctx: RowContext, { audience }: CampaignRecord): HeraldError | null {
  if (addressesNobody(audience)) {
    return fieldMissing('audience', 'The campaign addresses nobody yet.', 'Choose at least one list or segment.');
  }
  const [missing] = missingInAudience(ctx.db.reader, audience);
  if (!missing) return null;
  return fieldMissing(
    missing,
    'The audience names a list, segment or campaign that was deleted.',
    'Take it out of the audience.',
  );
}

function senderObstacle(ctx: RowContext, record: CampaignRecord): HeraldError | null {
  const { sender_no, channel } = record;
  const sender = sender_no === null ? undefined : findSenderByNo(ctx.db.reader, sender_no);
  if (!sender || sender.deleted_at !== null) {
    return new HeraldError('SENDER_NOT_READY', 'The campaign has no sender.', {
      field: 'sender_id',
      hint: 'Choose a sender.',
    });
  }
  if (sender.channel !== channel) {
    return new HeraldError('SENDER_NOT_READY', `The sender "${sender.name}" can't send this kind of message.`, {
      field: 'sender_id',
      hint: 'Choose another sender.',
    });
  }
  if (sender.paused_reason !== null) {
    return new HeraldError('SENDER_NOT_READY', `The sender "${sender.name}" is paused: ${sender.paused_reason}`, {
      field: 'sender_id',
      hint: 'Resume it under Senders once that is put right, or choose another.',
    });
  }
  const organization = requireOrganization(ctx.db.reader);
  const base = trackingBase(ctx, organization);
  const tracked = tracksClicks(record, organization);
  // Who can't reach Herald by its address can still leave by a mail to a mailbox that is read.
  const canLeave = isReachable(base) || findReturnInbox(ctx.db.reader, sender.no) !== undefined;
  if (sender.provider === 'test_mailbox' || canLeave || !leadsToUs(record, tracked)) return null;
  return new HeraldError(
    'TRACKING_UNREACHABLE',
    `Recipients could not ${channel === 'email' ? 'unsubscribe' : 'follow the link'}: the tracking address ${base} can only be reached from this machine or network.`,
    {
      field: 'tracking.public_url',
      hint: `Set the public tracking address under Settings${otherWay(channel, tracked)}.`,
    },
  );
}

/** Whether links are named as the organization asks; rules may have changed since they were written. */
function tagObstacle(ctx: RowContext, record: CampaignRecord): HeraldError | null {
  const organization = requireOrganization(ctx.db.reader);
  const { channel } = record;
  const hasTags = channel === 'email' || (channel === 'sms' && tracksClicks(record, organization));
  if (!hasTags) return null;
  const problem = tagProblem(tagsOf(record, organization), organization.link_tag_rules ?? NO_LINK_TAG_RULES);
  if (!problem) return null;
  const { message, hint } = sayTagProblem(problem);
  return fieldMissing(`link_tags.${problem.name}`, message, `${hint} See UTM parameters, under Recipients.`);
}

function otherWay(channel: CampaignRecord['channel'], tracked: boolean): string {
  if (channel === 'email') return ', or send through the test mailbox';
  return tracked ? ', or do not measure clicks' : '';
}

/** Mails always carry a way out; others lead to us by links whose clicks are measured, or where their author says so. */
function leadsToUs({ channel, body, push }: CampaignRecord, tracked: boolean): boolean {
  if (channel === 'push' && tracked && push?.link) return true;
  if (channel === 'sms' && tracked && /https?:\/\//i.test(body)) return true;
  return channel === 'email' || /\b(?:unsubscribe|preferences)_url\b/.test(body);
}

async function templateObstacle(
  ctx: Context,
  record: CampaignRecord,
  person: MergeContact,
): Promise<HeraldError | null> {
  const base = trackingBase(ctx, requireOrganization(ctx.db.reader));
  const data = mergeDataOf(person, previewAddresses(base));
  const problems = await ctx.rendering.run('check', { source: contentOf(record), data });
  return (
    templateRefusal(problems) ??
    (await translationObstacle(ctx, record, data)) ??
    (await variantObstacle(ctx, record, data))
  );
}

/** Each language must be as complete as the message itself. */
async function translationObstacle(
  ctx: Context,
  { channel, translations, body_kind }: CampaignRecord,
  data: MergeData,
): Promise<HeraldError | null> {
  for (const [index, { language, ...texts }] of translations.entries()) {
    const field = `translations.${index}`;
    if (channel !== 'sms' && texts.subject.trim() === '') {
      return fieldMissing(`${field}.subject`, `The version for ${language} has no subject yet.`, 'Write a subject.');
    }
    if (isEmptyBody(body_kind, texts.body)) {
      return fieldMissing(
        `${field}.body`,
        `The version for ${language} has no text yet.`,
        'Write it, or take it away.',
      );
    }
    const [problem] = await ctx.rendering.run('check', { source: { ...texts, body_kind }, data });
    if (problem) {
      const message = `The version for ${language} can’t be filled in: ${problem.message}`;
      return fieldMissing(`${field}.${problem.part}`, message, 'Correct it in that language.');
    }
  }
  return null;
}

async function variantObstacle(ctx: Context, record: CampaignRecord, data: MergeData): Promise<HeraldError | null> {
  for (const [index, variant] of (record.experiment?.variants ?? []).entries()) {
    const letter = variantLetter(index);
    if (variant.subject?.trim() === '') {
      return fieldMissing(
        `experiment.variants.${index}.subject`,
        `Variant ${letter} has an empty subject.`,
        'Write one, or leave the field under Test empty for that of variant A.',
      );
    }
    if (variant.content && isEmptyBody(variant.content.body_kind, variant.content.body)) {
      return fieldMissing(
        `experiment.variants.${index}.content`,
        `Variant ${letter} has an empty text.`,
        'Write it, or let it have the text of variant A.',
      );
    }
    const source = contentOf(asVariant(record, variant));
    const [problem] = await ctx.rendering.run('check', { source, data });
    if (!problem) continue;
    const { part, line, message } = problem;
    return fieldMissing(
      `experiment.variants.${index}.${part === 'body' ? 'content' : part}`,
      `The ${part} of variant ${letter} can’t be filled in${line === null ? '' : ` (line ${line})`}: ${message}`,
      `Choose variant ${letter} above the text and correct it there.`,
    );
  }
  return null;
}

function experimentObstacle(ctx: RowContext, record: CampaignRecord): HeraldError | null {
  const { experiment } = record;
  if (!experiment || !comparesVariants(experiment)) return null;
  const varied = experiment.variants.some(({ subject, preheader, content }) => subject ?? preheader ?? content);
  if (record.translations.length > 0 && varied) {
    return fieldMissing(
      'experiment.variants',
      'Texts can’t be compared while the campaign has other languages.',
      'Compare names of the sender or times, or take the other languages away.',
    );
  }
  const same = sameVariants(experiment.variants, record);
  if (same) {
    const [one, other] = same.map(variantLetter);
    return fieldMissing(
      `experiment.variants.${same[1]}`,
      `Variants ${one} and ${other} are the same.`,
      'Give one of them another subject, text, time or name of the sender, or take it away.',
    );
  }
  const organization = requireOrganization(ctx.db.reader);
  const isMeasured =
    experiment.metric === 'opens'
      ? record.track_opens && organization.track_opens
      : record.track_clicks && organization.track_clicks;
  if (isMeasured) return null;
  return fieldMissing(
    'experiment.metric',
    `The test goes by ${experiment.metric}, and they are not measured.`,
    'Measure them, or decide by something else.',
  );
}

function fieldMissing(field: string, message: string, hint: string): HeraldError {
  return new HeraldError('INVALID_INPUT', message, { field, hint });
}
