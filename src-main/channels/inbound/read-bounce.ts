import { isSenderAtFault } from '#shared/domain/feedback/bounce-reason.ts';
import { classifyBounce } from '#shared/domain/feedback/classify-bounce.ts';
import type { FeedbackRecipient } from '#shared/domain/feedback/feedback-report.ts';
import { bestStatus, replyIn } from '#shared/domain/feedback/status-code.ts';
import { findRecipients, type NamedRecipient } from './find-recipients.ts';
import { isAutoReply } from './know-auto-reply.ts';
import { addressesIn, addressIn, isDaemon, isSameAddress } from './mail-address.ts';
import { readDeliveryStatus, type StatusOfRecipient } from './read-delivery-status.ts';
import { recipientOfReported } from './read-feedback.ts';
import { plainRecipient, type Reading, type Understood } from './reading.ts';
import { headerOf, type InboundMail } from './take-apart.ts';

const FAILED =
  /(could|can|was|were|has|have|is|are|were)( ?n[o']t| not|not) (be |been |able to be )?(deliver|sent|complete|reach)|undeliver|unable to (deliver|send|complete)|not (able to )?(be )?deliver|deliver[a-z]* (has )?(failed|failure|error|problem|was aborted|to the following)|fail(ed|ure)[^.]{0,40}deliver|permanent (fatal )?(error|failure)|returned mail|returning message|delivery errors|failure notice|mail delivery|following address(es)?|did ?n[o']t reach|did not reach|was rejected|not a member|may not have permission|transcript of session|could ?n'?t be delivered|nicht zugestellt|unzustellbar|non remis|no se pudo|impossibile recapitare|送信(は)?失敗|送信できません|failure reasons|error (sending|delivering) your|bounce notification|delivery status notification|message not delivered|duplicated message-id|an error occurred|invalid user address|no valid recipients|user unknown|mail failure|malformed address|incorrectly constructed/i;

/** A bounce is machine-readable, or says in words that something was not delivered. */
export function readBounce(reading: Reading): Understood | null {
  const { mail, notice } = reading;
  const stated =
    reading.statuses.length > 0 ? reading.statuses : isFromDaemon(mail) ? readDeliveryStatus(mail.text).recipients : [];
  if (stated.length > 0) return asStatuses(reading, stated);
  if (
    mail.statuses.length === 0 &&
    (!isFromDaemon(mail) || !(FAILED.test(notice) || FAILED.test(headerOf(mail, 'subject'))))
  )
    return null;
  const recipients = namedRecipients(reading);
  if (
    recipients.length === 0 &&
    mail.statuses.length === 0 &&
    !/deliver|returned|undeliverable|failure/i.test(headerOf(mail, 'subject'))
  )
    return null;
  const delayed = isWarning(reading);
  const named = recipients.length > 0 ? recipients : [{ address: null, said: notice }];
  return {
    kind: delayed ? 'delay' : 'bounce',
    recipients: named.map((one) =>
      judged(reading, { ...one, stated: null, action: delayed ? 'delayed' : 'failed', alone: named.length === 1 }),
    ),
  };
}

function isFromDaemon(mail: InboundMail): boolean {
  const from = headerOf(mail, 'from');
  const sender = addressIn(from);
  return (
    // Vacation notices have an empty sender too, and quote what they like.
    (/^<?>?$/.test(headerOf(mail, 'return-path') || 'none') && !isAutoReply(mail)) ||
    mail.headers.has('x-failed-recipients') ||
    (sender === null ? /daemon|postmaster|delivery/i.test(from) : isDaemon(sender)) ||
    /mail(er)?[- _.]?(daemon|deliver)|postmaster|delivery (system|subsystem)/i.test(from) ||
    /^<?mailer-daemon/i.test(headerOf(mail, 'return-path'))
  );
}

function isWarning({ mail, notice }: Reading): boolean {
  return (
    /\b(delayed|warning|still being retried|delivery delay|could not send message for past)\b/i.test(
      headerOf(mail, 'subject'),
    ) ||
    /will (be retried|keep trying|continue to (try|attempt))|warning (message )?only|no action is required|do not need to resend|still trying|has not (yet )?been delivered/i.test(
      notice,
    )
  );
}

function asStatuses(reading: Reading, statuses: StatusOfRecipient[]): Understood {
  const relevant = statuses.map((status) => ({
    status,
    action: status.action ?? (status.status?.startsWith('2') ? ('delivered' as const) : ('failed' as const)),
  }));
  const failed = relevant.flatMap(({ status, action }) =>
    action === 'failed' || action === 'delayed' ? [{ status, action }] : [],
  );
  const first = failed.some(({ action }) => action === 'failed') ? 'bounce' : 'delay';
  if (failed.length === 0) {
    return {
      kind: 'delivered',
      recipients: relevant.map(({ status, action }) => ({
        ...plainRecipient(status.original ?? status.final, reading),
        action,
        status: status.status,
      })),
    };
  }
  const named = findRecipients(reading.notice, ownAddresses(reading.mail));
  return {
    kind: first,
    recipients: failed.map(({ status, action }) => {
      const address = writtenTo(status, reading.original);
      const said = named.find((one) =>
        [status.original, status.final].some((other) => other && isSameAddress(other, one.address)),
      )?.said;
      const alone = failed.length === 1;
      return judged(reading, { address, said: said ?? (alone ? reading.notice : ''), stated: status, action, alone });
    }),
  };
}

/** Where it was written to; some servers call an address of their own the original one. */
function writtenTo({ original, final }: StatusOfRecipient, returned: Reading['original']): string | null {
  if (!original || !final || isSameAddress(original, final)) return final ?? original;
  const to = addressesIn(returned.get('to')?.[0] ?? '');
  const isTo = (address: string) => to.some((other) => isSameAddress(other, address));
  return isTo(final) && !isTo(original) ? final : original;
}

interface ToJudge {
  address: string | null;
  /** What the letter says about this recipient. */
  said: string;
  stated: StatusOfRecipient | null;
  action: 'failed' | 'delayed';
  /** The report is about nobody else. */
  alone: boolean;
}

function judged(reading: Reading, { address, said, stated, action, alone }: ToJudge): FeedbackRecipient {
  const words = stated?.diagnostic || (alone ? reading.diagnostic : '') || said;
  const nearby = stated ? `${said}\n${alone ? reading.notice : ''}` : alone ? reading.notice : '';
  const status = bestStatus({ stated: stated?.status ?? null, said: words, nearby });
  const reply = replyIn(words) ?? replyIn(nearby);
  const after_data = /in reply to (end of )?DATA|after end of (message )?data|for TEXT command|final DATA/.test(
    `${words}\n${nearby}`,
  );
  const verdict = classifyBounce({ status, reply, said: words, nearby, after_data });
  const delayed = action === 'delayed';
  const found = delayed ? 'soft' : verdict.class;
  const final = stated?.final ?? null;
  return {
    recipient: address,
    final_recipient: final && address && !isSameAddress(final, address) ? final : null,
    action,
    class: found,
    status,
    reply,
    reason: verdict.reason,
    diagnostic: words.replace(/\s+/g, ' ').trim().slice(0, 1_000),
    original_message_id: reading.original_message_id,
    sender_fault: isSenderAtFault(verdict.reason),
    suppress: found === 'hard',
  };
}

function namedRecipients(reading: Reading): NamedRecipient[] {
  const { mail, notice, original } = reading;
  const listed = addressesIn(headerOf(mail, 'x-failed-recipients'));
  const not = ownAddresses(mail).concat(senderOf(original));
  const found = findRecipients(notice, not);
  if (listed.length > 0)
    return listed.map((address) => ({
      address,
      said: found.find((one) => isSameAddress(one.address, address))?.said ?? (listed.length === 1 ? notice : ''),
    }));
  if (found.length > 0) return found;
  const to = recipientOfReported(original);
  return to ? [{ address: to, said: notice }] : [];
}

/** Whoever a report was sent to has not failed to get it. */
function ownAddresses(mail: InboundMail): string[] {
  return ['to', 'cc', 'from', 'delivered-to', 'x-original-to'].flatMap((name) => addressesIn(headerOf(mail, name)));
}

function senderOf(original: Reading['original']): string[] {
  return ['from', 'return-path', 'reply-to', 'sender'].flatMap((name) => addressesIn(original.get(name)?.[0] ?? ''));
}
