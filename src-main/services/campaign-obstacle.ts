import { checkMessage } from '#main/rendering/check-message.ts';
import { type MergeContact, mergeDataOf } from '#main/rendering/merge-data.ts';
import { missingInAudience } from '#main/repositories/audience.repo.ts';
import type { CampaignRecord } from '#main/repositories/campaign.repo.ts';
import type { ContactRecord } from '#main/repositories/contact.repo.ts';
import { findReturnInbox } from '#main/repositories/feedback/inbox.repo.ts';
import { findSenderByNo } from '#main/repositories/sender.repo.ts';
import { addressesNobody } from '#shared/domain/campaign/audience-rule.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { MADE_UP_PERSON, mergeContactOf } from './merge-contact.ts';
import { previewAddresses } from './preview-addresses.ts';
import type { ServiceContext } from './service-context.ts';
import { templateRefusal } from './template-refusal.ts';
import { isReachable, requireOrganization, trackingBase } from './tracking-address.ts';

type Context = Pick<ServiceContext, 'db' | 'endpoints'>;

/**
 * What keeps a campaign from being sent, with the field to put right; null when nothing does. The message is tried on `person`,
 * or on a made-up one.
 */
export function findObstacle(ctx: Context, record: CampaignRecord, person: ContactRecord | null): HeraldError | null {
  return (
    contentObstacle(record) ??
    audienceObstacle(ctx, record) ??
    senderObstacle(ctx, record) ??
    templateObstacle(ctx, record, person ? mergeContactOf(person) : MADE_UP_PERSON)
  );
}

function contentObstacle({ channel, subject, body }: CampaignRecord): HeraldError | null {
  if (channel === 'email' && subject.trim() === '')
    return fieldMissing('subject', 'The campaign has no subject yet.', 'Write a subject.');
  if (body.trim() === '') return fieldMissing('body', 'The campaign has no text yet.', 'Write the message.');
  return null;
}

function audienceObstacle(ctx: Context, { audience }: CampaignRecord): HeraldError | null {
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

function senderObstacle(ctx: Context, record: CampaignRecord): HeraldError | null {
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
  const base = trackingBase(ctx, requireOrganization(ctx.db.reader));
  // Who can't reach Herald by its address can still leave by a mail to a mailbox that is read.
  const canLeave = isReachable(base) || findReturnInbox(ctx.db.reader, sender.no) !== undefined;
  if (sender.provider === 'test_mailbox' || canLeave || !leadsToUs(record)) return null;
  return new HeraldError(
    'TRACKING_UNREACHABLE',
    `Recipients could not unsubscribe: the tracking address ${base} can only be reached from this machine or network.`,
    {
      field: 'tracking.public_url',
      hint: 'Set the public tracking address under Settings, or send through the test mailbox.',
    },
  );
}

/** Mails always carry a way out; a text message only leads to us where its author says so, since people leave it by STOP. */
function leadsToUs({ channel, body }: CampaignRecord): boolean {
  return channel === 'email' || /\b(?:unsubscribe|preferences)_url\b/.test(body);
}

function templateObstacle(ctx: Context, record: CampaignRecord, person: MergeContact): HeraldError | null {
  const base = trackingBase(ctx, requireOrganization(ctx.db.reader));
  return templateRefusal(checkMessage(record, mergeDataOf(person, previewAddresses(base))));
}

function fieldMissing(field: string, message: string, hint: string): HeraldError {
  return new HeraldError('INVALID_INPUT', message, { field, hint });
}
