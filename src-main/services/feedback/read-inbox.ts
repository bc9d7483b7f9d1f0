import type { FetchedMail, MailboxSession } from '#main/channels/inbound/mailbox-session.ts';
import { openMailbox } from '#main/channels/inbound/open-mailbox.ts';
import { parseInbound } from '#main/channels/inbound/parse-inbound.ts';
import { letOthersWrite } from '#main/db/write-turn.ts';
import { findInbox, type InboxRow, isSeen, saveCheck, savePosition } from '#main/repositories/feedback/inbox.repo.ts';
import type { FeedbackReport } from '#shared/domain/feedback/feedback-report.ts';
import type { ServiceContext } from '../service-context.ts';
import type { GrantTokens } from '../sign-in/grant-tokens.ts';
import { inboxAccountOf, inboxGrant } from './inbox-account-of.ts';
import { type TakenReport, takeReport } from './take-report.ts';

type Context = Pick<ServiceContext, 'db' | 'clock' | 'ids' | 'tokens' | 'secrets' | 'fetch' | 'log'> & {
  grants: GrantTokens;
};

const AT_ONCE = 25;

/**
 * Reads a mailbox from where it was left. What has been read and what followed from it are on the disk together, so that a crash neither
 * loses nor repeats anything. Mail that is not understood stays as it is.
 */
export async function readInbox(ctx: Context, id: string, signal: AbortSignal): Promise<void> {
  const inbox = findInbox(ctx.db.reader, id);
  if (!inbox?.is_active) return;
  let trouble: string | null = null;
  try {
    const session = await openMailbox(await inboxAccountOf(ctx, inbox));
    try {
      await readAll(ctx, inbox, session, signal);
    } finally {
      await session.close();
    }
  } catch (error) {
    trouble = error instanceof Error ? error.message : String(error);
    ctx.grants.forget(inboxGrant(id));
    ctx.log.warn({ inbox: id, trouble }, 'a mailbox could not be read');
  }
  ctx.db.write((tx) => saveCheck(tx, inbox.no, { at: ctx.clock.now(), trouble }));
}

async function readAll(ctx: Context, inbox: InboxRow, session: MailboxSession, signal: AbortSignal): Promise<void> {
  let { validity, last_uid } = inbox;
  while (!signal.aborted) {
    const seen = (uidl: string) => isSeen(ctx.db.reader, inbox.no, uidl);
    const mails = await session.next({ validity, last_uid, isSeen: seen }, AT_ONCE);
    if (mails.length === 0) return;
    const reports = await Promise.all(mails.map(({ source }) => parseInbound(source)));
    last_uid = Math.max(...mails.map(({ uid }) => uid));
    validity = session.validity;
    const taken = ctx.db.write((tx) => {
      savePosition(tx, inbox.no, { validity, last_uid, uidls: uidlsOf(mails), n: mails.length });
      return mails.map(({ source }, at) => {
        const report = reports[at];
        return report && takeReport(ctx, tx, { report, source: `inbox:${inbox.id}`, raw: source });
      });
    });
    const understood = mails.filter((_mail, at) => isUnderstood(reports[at], taken[at]));
    await session.settle(understood, inbox.afterwards, inbox.done_folder);
    await letOthersWrite();
  }
}

function uidlsOf(mails: readonly FetchedMail[]): string[] {
  return mails.flatMap(({ uidl }) => (uidl === '' ? [] : [uidl]));
}

/** A report about something that was sent. Letters of people and what nobody knows are for people to read. */
function isUnderstood(report: FeedbackReport | undefined, taken: TakenReport | undefined): boolean {
  if (!report || !taken) return false;
  return (taken.effects.length > 0 || taken.known) && report.kind !== 'human_reply' && report.kind !== 'none';
}
