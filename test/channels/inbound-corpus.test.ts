import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseInbound } from '#main/channels/inbound/parse-inbound.ts';
import type { BounceReason } from '#shared/domain/feedback/bounce-reason.ts';
import type { BounceClass, FeedbackKind, FeedbackReport } from '#shared/domain/feedback/feedback-report.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/bounces');

type Measure = 'kind' | 'recipient' | 'class' | 'status' | 'reason';
const MEASURES: Measure[] = ['kind', 'recipient', 'class', 'status', 'reason'];

interface LabelledMail {
  file: string;
  family: string;
  kind: FeedbackKind | 'ambiguous';
  score: Measure[];
  expect: {
    recipient: string | null;
    class: BounceClass;
    status?: string;
    status_is_pseudo: boolean;
    reason: string;
    action?: string;
  }[];
}

/** The corpus names reasons in the words of Sisimai. */
const REASONS: Record<string, BounceReason> = {
  userunknown: 'user_unknown',
  hostunknown: 'host_unknown',
  hasmoved: 'moved',
  notaccept: 'not_accepting',
  mailboxfull: 'mailbox_full',
  suspend: 'suspended',
  filtered: 'filtered',
  mesgtoobig: 'too_big',
  exceedlimit: 'too_big',
  spamdetected: 'spam',
  virusdetected: 'virus',
  contenterror: 'content',
  notcompliantrfc: 'content',
  policyviolation: 'policy',
  blocked: 'blocked',
  badreputation: 'reputation',
  authfailure: 'authentication',
  requireptr: 'reverse_dns',
  norelaying: 'relaying',
  rejected: 'sender_rejected',
  securityerror: 'security',
  speeding: 'rate',
  toomanyconn: 'too_many_connections',
  expired: 'expired',
  networkerror: 'network',
  failedstarttls: 'tls',
  syntaxerror: 'syntax',
  mailererror: 'mailer',
  systemerror: 'system',
  systemfull: 'system',
  onhold: 'undefined',
  undefined: 'undefined',
};

type Tally = Record<Measure, { right: number; of: number }>;

const mails = readFileSync(join(FOLDER, 'index.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as LabelledMail);
const reached = JSON.parse(readFileSync(join(FOLDER, 'reached.json'), 'utf8')) as Record<
  string,
  Record<string, string>
>;
const reports = new Map<string, FeedbackReport>();

beforeAll(async () => {
  for (const { file } of mails) reports.set(file, await parseInbound(readFileSync(join(FOLDER, file))));
});

describe('mails of the corpus', () => {
  test.each([...new Set(mails.map(({ family }) => family))])(
    '%s is read as well as it was when it was measured',
    (family) => {
      const tally = tallyOf(mails.filter((mail) => mail.family === family));
      for (const measure of MEASURES) {
        const [floor = 0] = (reached[family]?.[measure] ?? '0/0').split('/').map(Number);
        expect(tally[measure].right, `${measure} of ${tally[measure].of}`).toBeGreaterThanOrEqual(floor);
      }
    },
  );

  test('are understood over the whole set: what they are, whom they mean, whether the address is bad', () => {
    const tally = tallyOf(mails);
    const share = (measure: Measure) => tally[measure].right / tally[measure].of;
    expect(share('kind')).toBeGreaterThan(0.98);
    expect(share('recipient')).toBeGreaterThan(0.95);
    expect(share('class')).toBeGreaterThan(0.935);
    expect(share('status')).toBeGreaterThan(0.97);
    expect(share('reason')).toBeGreaterThan(0.83);
  });

  test('never count as a bounce when nobody but a machine on holiday wrote them', () => {
    const replies = mails.filter(({ kind }) => kind === 'auto_reply');
    expect(replies.length).toBeGreaterThan(3);
    for (const { file } of replies) expect(reports.get(file)?.kind, file).toBe('auto_reply');
  });

  test('read the same with either kind of line end', () => {
    for (const { file } of mails.filter((mail) => mail.file.includes('-crlf/'))) {
      expect(reports.get(file), file).toEqual(reports.get(file.replace('-crlf/', '/')));
    }
  });
});

function tallyOf(some: LabelledMail[]): Tally {
  const tally = Object.fromEntries(MEASURES.map((measure) => [measure, { right: 0, of: 0 }])) as Tally;
  const count = (mail: LabelledMail, measure: Measure, isRight: boolean) => {
    if (!mail.score.includes(measure)) return;
    tally[measure].of += 1;
    if (isRight) tally[measure].right += 1;
  };
  for (const mail of some) {
    const report = reports.get(mail.file);
    if (!report) continue;
    // The corpus calls warnings bounces; we tell them apart.
    const isWarning = mail.expect.every(({ action }) => action === 'delayed');
    count(mail, 'kind', report.kind === mail.kind || (isWarning && mail.kind === 'bounce' && report.kind === 'delay'));
    count(mail, 'recipient', sameSet(mail.expect.map(nameOf), report.recipients.map(nameOf)));
    for (const wanted of mail.expect) {
      const found =
        report.recipients.find(
          (one) => one.recipient === wanted.recipient || one.final_recipient === wanted.recipient,
        ) ?? report.recipients[0];
      count(mail, 'class', found ? found.class === wanted.class : wanted.class === 'none');
      if (wanted.status) count(mail, 'status', isStatus(wanted.status, wanted.status_is_pseudo, found));
      count(mail, 'reason', found?.reason === REASONS[wanted.reason] || (wanted.class === 'none' && !found?.reason));
    }
  }
  return tally;
}

function nameOf({ recipient }: { recipient: string | null }): string {
  return recipient ?? '';
}

function sameSet(some: string[], others: string[]): boolean {
  return [...new Set(some)].sort().join() === [...new Set(others)].sort().join();
}

function isStatus(
  wanted: string,
  pseudo: boolean,
  found: { status: string | null; reply: string | null } | undefined,
): boolean {
  if (!pseudo) return found?.status === wanted;
  return (found?.status ?? found?.reply ?? '5')[0] === wanted[0];
}
