import type { Reader } from '#main/db/access.ts';
import { mergeAddressesOf, mergeDataOf } from '#main/rendering/merge-data.ts';
import { RenderError } from '#main/rendering/render-error.ts';
import { mentionsField, renderLetter } from '#main/rendering/render-letter.ts';
import type { ListEdit } from '#main/repositories/consent/list.repo.ts';
import { findSender } from '#main/repositories/sending/sender.repo.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { MADE_UP_PERSON } from '../contact/merge-contact.ts';

/** Refuses a confirmation mail that could not be written, or in which nobody could confirm anything. */
export function checkListSettings(reader: Reader, edit: ListEdit): void {
  const { confirm_sender_id, confirm_subject = '', confirm_body = '' } = edit;
  if (confirm_sender_id && !findSender(reader, confirm_sender_id)) {
    throw new HeraldError('INVALID_INPUT', 'There is no such sender.', { field: 'confirm_sender_id' });
  }
  const addresses = mergeAddressesOf('', { unsubscribe: '', preferences: '', view: '' });
  const fields = { organization: '', list: '', confirm_url: '', days: '' };
  try {
    renderLetter({ subject: confirm_subject, body: confirm_body }, mergeDataOf(MADE_UP_PERSON, addresses), fields);
  } catch (error) {
    if (!(error instanceof RenderError)) throw error;
    const field = error.part === 'subject' ? 'confirm_subject' : 'confirm_body';
    throw new HeraldError('TEMPLATE_INVALID', error.message, { field, line: error.line }, error);
  }
  if (confirm_body === '' || mentionsField(confirm_body, 'confirm_url')) return;
  throw new HeraldError('INVALID_INPUT', 'The mail has no link to confirm with.', {
    field: 'confirm_body',
    hint: 'Put {{ confirm_url }} where the link belongs, for example [Confirm]({{ confirm_url }}).',
  });
}
