import { type BounceReason, isAddressBad } from './bounce-reason.ts';
import { BOUNCE_WORDS } from './bounce-words.ts';
import type { BounceClass } from './feedback-report.ts';

export interface BounceFacts {
  status: string | null;
  reply: string | null;
  /** What the remote server said. */
  said: string;
  /** What else the report says about this recipient. */
  nearby: string;
  /** The server had taken the recipient, and refused once it had seen the message. */
  after_data: boolean;
}

export interface BounceVerdict {
  reason: BounceReason;
  class: BounceClass;
}

/** Why it failed, and whether the address itself is to blame. */
export function classifyBounce(facts: BounceFacts): BounceVerdict {
  const reason = reasonOf(facts);
  return { reason, class: isAddressBad(reason) ? 'hard' : 'soft' };
}

function reasonOf(facts: BounceFacts): BounceReason {
  const { status, after_data } = facts;
  const reason = tellingReason(facts) ?? vagueReason(facts);
  const temporary = (status ?? facts.reply ?? '').startsWith('4');
  // A name server may answer otherwise tomorrow, and who takes no mail now may take some later.
  if (temporary && reason === 'host_unknown') return 'network';
  if (temporary && reason === 'not_accepting') return 'system';
  // Who had taken the recipient knows it, whatever it says afterwards.
  if (reason === 'user_unknown' && after_data && !/^[45]\.1\./.test(status ?? '')) return 'filtered';
  return reason;
}

/** The server's own answer counts most, then its code, then the words around it. */
function tellingReason({ status, said, nearby }: BounceFacts): BounceReason | null {
  const answered = reasonInWords(answerIn(said));
  const stage = stageReason(said);
  // Nobody can mind a recipient that has not been named yet.
  if (stage && (!answered || isAddressBad(answered))) return stage;
  const stated = status === null ? null : reasonOfStatus(status);
  if (answered && !VAGUE.has(answered))
    return stated === 'user_unknown' && answered === 'suspended' ? stated : answered;
  if (stated) return stated;
  const told = reasonInWords(withoutAnswer(said));
  if (told && !VAGUE.has(told)) return told;
  return stage ?? answered ?? told ?? reasonInWords(nearby);
}

/** Words that stand in reports of any kind. */
const VAGUE: ReadonlySet<BounceReason> = new Set(['security', 'content', 'system', 'policy', 'syntax']);

const ANSWER = /(?<![\d.:/=#])[45]\d\d[ -](?!\d)[\s\S]*/;
const AFTER_ANSWER = /giving up on|i'm not going to try again|\(in reply to|this message has been in the queue/i;

/** What the remote server answered, out of the frame that another one put around it. */
function answerIn(said: string): string {
  return (ANSWER.exec(said)?.[0] ?? said).split(AFTER_ANSWER, 1)[0] ?? '';
}

function withoutAnswer(said: string): string {
  const [before = '', ...after] = said.split(ANSWER);
  return after.length > 0 || ANSWER.test(said) ? before : (said.split(AFTER_ANSWER, 1)[0] ?? '');
}

/** A server that refuses before it has heard of a recipient minds who sends. */
function stageReason(said: string): BounceReason | null {
  if (/after MAIL FROM|in reply to MAIL FROM|>>> MAIL FROM/i.test(said)) return 'sender_rejected';
  return /after initial connection|while performing the (ehlo|helo)|in reply to (ehlo|helo)|refused to talk to me|my name was rejected/i.test(
    said,
  )
    ? 'blocked'
    : null;
}

const LONGEST_WORDS = 4_000;

export function reasonInWords(text: string): BounceReason | null {
  const words = text
    .slice(0, LONGEST_WORDS)
    .toLowerCase()
    .replace(/\d{3}-(?=\S)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (words === '') return null;
  return BOUNCE_WORDS.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
}

const STATUS_REASONS: readonly [pattern: RegExp, reason: BounceReason][] = [
  [/^[45]\.1\.(1|3|10|351)$|^5\.0\.911$/, 'user_unknown'],
  [/^[45]\.1\.2$|^5\.4\.4$/, 'host_unknown'],
  [/^[45]\.1\.6$/, 'moved'],
  [/^[45]\.1\.[78]$/, 'sender_rejected'],
  [/^[45]\.2\.1$/, 'suspended'],
  [/^[45]\.2\.2$/, 'mailbox_full'],
  [/^[45]\.(2\.3|3\.4)$/, 'too_big'],
  [/^5\.1\.10$|^[45]\.1\.5$/, 'not_accepting'],
  [/^[45]\.7\.2[0-46-9]$|^5\.7\.26$|^5\.7\.5(09|15)$/, 'authentication'],
  [/^[45]\.7\.25$/, 'reverse_dns'],
  [/^[45]\.7\.(60[0-9]|650|606)$/, 'blocked'],
  [/^[45]\.4\.7$/, 'expired'],
  [/^4\.4\.2$/, 'expired'],
  [/^[45]\.4\./, 'network'],
  [/^[45]\.6\./, 'content'],
  [/^[45]\.7\.1[07]$|^[45]\.7\.[02-9]$/, 'policy'],
  [/^[45]\.3\.[0-25]$/, 'system'],
];

function reasonOfStatus(status: string): BounceReason | null {
  return STATUS_REASONS.find(([pattern]) => pattern.test(status))?.[1] ?? null;
}

function vagueReason({ status, reply }: BounceFacts): BounceReason {
  if (status && /^[45]\.7\./.test(status)) return 'security';
  if (status && /^[45]\.5\./.test(status)) return 'syntax';
  if (reply === '521' || reply === '556') return 'not_accepting';
  if (reply === '552') return 'mailbox_full';
  return 'undefined';
}
