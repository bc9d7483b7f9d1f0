import { mergeDataOf } from '#main/rendering/merge-data.ts';
import { findContact } from '#main/repositories/contact/contact.repo.ts';
import { findDefaultSender, findSender } from '#main/repositories/sending/sender.repo.ts';
import type { EmailSpec } from '#shared/domain/workflow/workflow-graph.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import { deliverTest, requireAddresses, type TestResult } from '../campaign/deliver-test.ts';
import { previewAddresses } from '../campaign/preview-addresses.ts';
import { templateRefusal } from '../campaign/template-refusal.ts';
import { MADE_UP_PERSON, mergeContactOf } from '../contact/merge-contact.ts';
import type { ServiceContext } from '../service-context.ts';
import { requireOrganization, trackingBase } from '../tracking/tracking-address.ts';

type Context = Pick<ServiceContext, 'db' | 'rendering' | 'endpoints' | 'mailer'>;

export interface MessageTest {
  message: Omit<EmailSpec, 'type'>;
  to: string[];
  /** Without it: as a made-up person gets it. */
  contact_id?: string;
}

/** What an email node says, as it is now, to a few addresses. Nothing in it is tracked. */
export async function testMessage(
  ctx: Context,
  { message: { sender_id, ...source }, to, contact_id }: MessageTest,
): Promise<{ results: TestResult[] }> {
  requireAddresses(to);
  const { reader } = ctx.db;
  const sender = sender_id === null ? findDefaultSender(reader, 'email') : findSender(reader, sender_id);
  if (sender?.channel !== 'email') {
    throw new HeraldError('SENDER_NOT_READY', 'The message has no sender.', {
      field: 'message.sender_id',
      hint: 'Choose one.',
    });
  }
  const contact = contact_id === undefined ? null : found(findContact(reader, contact_id), 'contact');
  const base_url = trackingBase(ctx, requireOrganization(reader));
  const data = mergeDataOf(contact ? mergeContactOf(contact) : MADE_UP_PERSON, previewAddresses(base_url));
  const made = await ctx.rendering.run('preview', { source, options: { base_url }, data });
  if (!('html' in made)) throw templateRefusal(made.problems);
  const { subject, html, text } = made;
  return deliverTest(ctx, sender.no, { to, message: { subject, html, text } });
}
