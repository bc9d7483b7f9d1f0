import { compileText, fillText } from '#main/rendering/compiled-text.ts';
import { mergeDataOf } from '#main/rendering/merge-data.ts';
import { findUser } from '#main/repositories/access/user.repo.ts';
import { findContactByNo } from '#main/repositories/contact/contact.repo.ts';
import { findDefaultSender } from '#main/repositories/sending/sender.repo.ts';
import { findEnrolmentByNo } from '#main/repositories/workflow/enrolment.repo.ts';
import { nodeAtVisit } from '#main/repositories/workflow/enrolment-page.repo.ts';
import { findVersion } from '#main/repositories/workflow/workflow.repo.ts';
import { contactName } from '#shared/domain/contact-fields.ts';
import { nodeOf } from '#shared/domain/workflow/workflow-graph.ts';
import { previewAddresses } from '../campaign/preview-addresses.ts';
import { mergeContactOf } from '../contact/merge-contact.ts';
import type { ServiceContext } from '../service-context.ts';

/** Mails a user of Herald that a contact has come to a node. Tried again while the server does not take it. */
export async function notifyUser(
  ctx: Pick<ServiceContext, 'db' | 'mailer' | 'endpoints'>,
  { enrolment_no, visit, user_id }: { enrolment_no: number; visit: number; user_id: string },
): Promise<void> {
  const { reader } = ctx.db;
  const row = findEnrolmentByNo(reader, enrolment_no);
  const contact = row && findContactByNo(reader, row.contact_no);
  const version = row && findVersion(reader, row.version_no);
  const node = version && nodeOf(version.graph, nodeAtVisit(reader, enrolment_no, visit) ?? '');
  const sender = findDefaultSender(reader, 'email');
  const user = findUser(reader, user_id);
  if (!contact || node?.type !== 'notify' || !sender || !user?.active) return;
  const data = mergeDataOf(mergeContactOf(contact), previewAddresses(''));
  const subject = fill('subject', node.subject, data);
  const where = `${ctx.endpoints.console_url}/#/contacts/${contact.id}`;
  const text =
    `${fill('body', node.text, data)}\n\n${contactName(contact)} ${contact.email ?? ''}\n${where}\n`.trimStart();
  const { ok, said, lasting } = await ctx.mailer.sendNow(sender.no, { to: user.email, subject, text });
  if (!ok && !lasting) throw new Error(`the server did not take it: ${said}`);
}

function fill(part: 'subject' | 'body', text: string, data: ReturnType<typeof mergeDataOf>): string {
  return fillText(compileText({ part, text, written: text, mode: 'plain', one_line: part === 'subject' }), data);
}
