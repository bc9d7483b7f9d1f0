import { composeOne } from '#main/channels/email/compose-one.ts';
import { sendOne } from '#main/channels/email/send-one.ts';
import { type ChannelMessage, type ProviderAccount, providerOf } from '#main/channels/provider-registry.ts';
import type { PushMessage } from '#main/channels/push/push-message.ts';
import type { Reader } from '#main/db/access.ts';
import type { GuardedFetch } from '#main/platform/guarded-fetch.ts';
import { findContactByKey } from '#main/repositories/contact/contact.repo.ts';
import { devicesToReach } from '#main/repositories/push/push-device.repo.ts';
import { findSenderByNo, type SenderRow } from '#main/repositories/sending/sender.repo.ts';
import { isE164 } from '#shared/domain/channel/phone-number.ts';
import type { SendOutcome } from '#shared/domain/channel/send-outcome.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import { NO_PUSH_PARTS, type PushContent } from '#shared/domain/push/push-content.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';
import { found, HeraldError } from '#shared/kernel/herald-error.ts';
import type { Mailer, ServiceContext } from '../service-context.ts';
import { keepRenewed } from '../sign-in/oauth-grant.ts';
import { providerAccountOf, senderGrant } from './provider-account-of.ts';

type Provider = ReturnType<typeof providerOf>;
type Context = Pick<ServiceContext, 'db' | 'clock' | 'secrets' | 'endpoints'> & { fetch: GuardedFetch };

/** Sends single messages while somebody waits: tests of a sender and of a campaign, and mails that readers ask for. */
export function createMailer(ctx: Context): Mailer {
  const kept = new Map<string, { account: string; provider: Provider }>();
  /** The same one as long as the account is the same: it keeps the tokens that it was given. */
  const openProvider = (account: ProviderAccount, { id }: SenderRow) => {
    const standing = kept.get(id);
    if (standing?.account === JSON.stringify(account)) return standing.provider;
    const provider = providerOf(account, {
      fetch: ctx.fetch,
      now: () => ctx.clock.now(),
      onRenewed: ({ version, refresh_token }) => {
        keepRenewed(ctx, senderGrant(id), { version, refresh_token });
        const renewed = { ...account, grant: account.grant && { ...account.grant, refresh_token } };
        kept.set(id, { account: JSON.stringify(renewed), provider });
      },
    });
    kept.set(id, { account: JSON.stringify(account), provider });
    return provider;
  };
  return {
    async sendNow(senderNo, { from_name, ...mail }) {
      const sender = found(findSenderByNo(ctx.db.reader, senderNo), 'sender');
      const account = providerAccountOf(
        { secrets: ctx.secrets, mailbox: ctx.endpoints.mailbox },
        ctx.db.reader,
        sender,
      );
      if (sender.channel === 'sms') {
        const message = { to: phoneNumber(mail.to), text: mail.text, report_to: null };
        return resultOf(await deliverOne(openProvider(account, sender), message));
      }
      if (sender.channel === 'push') {
        const message = pushTest(ctx.db.reader, sender, mail);
        return resultOf(await deliverOne(openProvider(account, sender), message));
      }
      if (sender.channel === 'chat') {
        return resultOf(
          await deliverOne(openProvider(account, sender), { title: mail.subject, lines: [mail.text], link: null }),
        );
      }
      const to = emailAddress(mail.to);
      const whole = {
        ...mail,
        to,
        from: { name: from_name ?? sender.from_name, address: sender.from_email },
        reply_to: sender.reply_to,
      };
      if (account.server && !account.grant) return sendOne(account.server, whole);
      return resultOf(await deliverOne(openProvider(account, sender), await composeOne(whole)));
    },
    tell(senderNo, message) {
      const sender = found(findSenderByNo(ctx.db.reader, senderNo), 'sender');
      const means = { secrets: ctx.secrets, mailbox: ctx.endpoints.mailbox };
      return deliverOne(openProvider(providerAccountOf(means, ctx.db.reader, sender), sender), message);
    },
  };
}

async function deliverOne(provider: Provider, message: ChannelMessage): Promise<SendOutcome> {
  const line = await provider.connect(new AbortController().signal);
  if (!line.ok) return line.outcome;
  const outcome = await line.connection.deliver(message, () => Promise.resolve(true));
  line.connection.close();
  if ('said' in outcome) return outcome;
  return { kind: 'deferred', blame: 'connection', code: 'ECONNRESET', said: 'The line was lost.' };
}

function resultOf({ kind, said }: SendOutcome): { ok: boolean; said: string; lasting: boolean } {
  return { ok: kind === 'accepted', said, lasting: kind === 'rejected' };
}

/** To all devices of the contact with this address: a device has none that a person could type. */
function pushTest(
  reader: Reader,
  { provider }: SenderRow,
  { to, subject, text, push }: { to: string; subject: string; text: string; push?: PushContent },
): PushMessage {
  const answer = parseEmailAddress(to);
  const contact = answer.ok ? findContactByKey(reader, answer.key) : undefined;
  const devices = contact ? devicesToReach(reader, contact.no, provider === 'fcm' ? 'fcm' : 'web_push') : [];
  if (devices.length === 0) {
    throw new HeraldError('INVALID_INPUT', 'No contact with this address has a device that this sender reaches.', {
      field: 'to',
      hint: 'Name the email address of a contact who has one.',
    });
  }
  return { devices, content: push ?? { title: subject, text, ...NO_PUSH_PARTS }, tag: 'herald-test' };
}

function phoneNumber(text: string): string {
  const phone = text.replace(/[\s().\-/]/g, '').replace(/^00/, '+');
  if (isE164(phone)) return phone;
  throw new HeraldError('INVALID_INPUT', 'This is no telephone number that a message could be sent to.', {
    field: 'to',
    hint: 'Write it with its country, such as +49 151 1234567.',
  });
}

function emailAddress(text: string): string {
  const answer = parseEmailAddress(text);
  if (answer.ok) return answer.address;
  throw new HeraldError('INVALID_INPUT', sayReason(answer.problem), {
    field: 'to',
    hint: 'Use an address such as ana@example.org.',
  });
}
