import type { SendOutcome } from '../channel/send-outcome.ts';

/** What an outcome is really about, by where it came from, its code and its words. */
export type RetryClass =
  /** Decided: accepted, refused for good, or nobody knows. */
  | 'final'
  /** The message, not the address: the server's policy refuses what it says or where it comes from. */
  | 'content'
  /** The account, until a person has seen to it. */
  | 'account'
  /** The account, by itself later: its quota is used up, or it can't sign in just now. */
  | 'account_later'
  /** Too much at once, or the line broke: the provider of the address is to be spared, its people bear no blame. */
  | 'traffic'
  /** This address now: a greylist, a full mailbox. */
  | 'address_later';

const CONTENT_CODE = /^5\d\d 5\.7\./;
const TRAFFIC_CODE = /^421\b|^4\d\d 4\.(?:3\.2|4\.[25]|7\.(?:28|500|650|652|750))\b/;
const TRAFFIC_WORDS =
  /too many (?:connections|messages|concurrent|sessions|emails|mails)|rate.?limit|throttl|unusual rate|connection limit|(?:server|system|service) (?:is )?(?:too )?busy|try again later.{0,20}connections/i;
/** Signing in or encryption, not possible just now. */
const DOOR_CODE = /^454\b/;
const QUOTA_WORDS =
  /(?:daily|hourly|monthly|sending|send|message|submission) (?:quota|limit|rate)|(?:quota|limit) .{0,30}(?:account|sender)/i;
const OF_THE_MAILBOX = /^\d{3} [45]\.2\./;

export function retryClassOf(outcome: SendOutcome): RetryClass {
  if (outcome.kind === 'accepted' || outcome.kind === 'unknown') return 'final';
  const { kind, blame, code, said } = outcome;
  if (kind === 'rejected') return blame === 'sender' ? 'account' : CONTENT_CODE.test(code) ? 'content' : 'final';
  if (blame === 'sender' || DOOR_CODE.test(code)) return 'account_later';
  if (QUOTA_WORDS.test(said) && !OF_THE_MAILBOX.test(code)) return 'account_later';
  if (blame === 'connection' || TRAFFIC_CODE.test(code) || TRAFFIC_WORDS.test(said)) return 'traffic';
  return 'address_later';
}
