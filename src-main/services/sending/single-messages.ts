import { compileMime, type MimeTemplate } from '#main/channels/email/mime-message.ts';
import type { Reader } from '#main/db/access.ts';
import type { CompiledMessage } from '#main/rendering/compile-message.ts';
import type { MergeContact } from '#main/rendering/merge-data.ts';
import { RenderError } from '#main/rendering/render-error.ts';
import { addressHash } from '#main/repositories/consent/suppression.repo.ts';
import { findRecipient, type RecipientRow } from '#main/repositories/delivery/delivery-run.repo.ts';
import type { SenderRow } from '#main/repositories/sending/sender.repo.ts';
import {
  findMessageToSend,
  type MessageToSend,
  transactionalObstacle,
} from '#main/repositories/transactional/transactional.repo.ts';
import type { ReturnAddresses } from '../feedback/return-addresses.ts';
import { compileSingle, singleMergeData, strangerAt } from '../transactional/fill-message.ts';
import type { RunMessage } from './run-message.ts';

export interface SingleMessagesOptions {
  reader: Reader;
  /** Public id of the campaign that carries them: a part of each Message-ID. */
  campaign_id: string;
  sender: SenderRow;
  base_url: string;
  /** Given when each message may have a return path of its own. */
  returns?: ReturnAddresses;
}

interface Compiled {
  message: CompiledMessage;
  mime: MimeTemplate;
}

const MOST_KEPT = 100;

/** Messages that programs ask for one by one: each has a content and data of its own. */
export function singleMessages({ reader, campaign_id, sender, base_url, returns }: SingleMessagesOptions): RunMessage {
  const kept = new Map<number, Compiled>();
  const from = sender.from_email;
  const domain = from.slice(from.lastIndexOf('@') + 1);

  function compiledOf({ content_no, content }: MessageToSend): Compiled {
    const before = kept.get(content_no);
    if (before) return before;
    const message = compileSingle(content, base_url);
    const { subject, html, text } = message;
    const mime = compileMime({
      from: { name: sender.from_name, address: from },
      reply_to: sender.reply_to,
      subject: subject.chunks,
      html: html.chunks,
      text: text.chunks,
    });
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(content_no, { message, mime });
    return { message, mime };
  }

  return {
    urgent: true,
    recipientOf({ no, address }) {
      const asked = findMessageToSend(reader, no);
      if (!asked) return undefined;
      const person = asked.contact_no === null ? undefined : findRecipient(reader, asked.contact_no);
      const { attributes, ...stranger } = strangerAt(address);
      const row = person ?? { ...stranger, attributes: JSON.stringify(attributes) };
      return { ...row, email: address, status: standingOf(reader, asked.email_key) };
    },
    build(delivery, recipient, now) {
      const asked = findMessageToSend(reader, delivery.no);
      if (!asked) throw new RenderError({ part: 'body', line: null, column: null, message: 'The message is gone.' });
      const { message, mime } = compiledOf(asked);
      const data = singleMergeData(personOf(recipient, delivery.address), asked.data, base_url);
      const to = delivery.address;
      return {
        from: returns?.bounce(delivery.no) ?? from,
        to,
        mime: mime.build({
          to,
          message_id: `${delivery.no.toString(36)}.${campaign_id}@${domain}`,
          unsubscribe_url: null,
          date: now,
          subject: message.subject.fill(data),
          html: message.html.fill(data),
          text: message.text.fill(data),
        }),
      };
    },
  };
}

/** As the status of a contact, but somebody who has only unsubscribed gets what they asked for elsewhere. */
function standingOf(reader: Reader, email_key: string): string {
  const reason = transactionalObstacle(reader, addressHash(email_key));
  return reason === 'suppressed' ? 'blocked' : (reason ?? 'deliverable');
}

function personOf({ status: _status, ...row }: RecipientRow, email: string): MergeContact {
  return { ...row, email, attributes: JSON.parse(row.attributes) as Record<string, unknown> };
}
