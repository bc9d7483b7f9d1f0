import type { BounceReason } from './bounce-reason.ts';

const WORDS: Record<BounceReason, string> = {
  user_unknown: 'the address does not exist there',
  host_unknown: 'the domain does not exist or takes no mail',
  moved: 'the person has moved to another address',
  not_accepting: 'the server takes no mail',
  mailbox_full: 'the mailbox is full',
  suspended: 'the mailbox is closed or suspended',
  filtered: 'the recipient or a filter does not want it',
  too_big: 'the message is too large',
  spam: 'the server takes it for spam',
  virus: 'the server sees a virus in it',
  content: 'the server does not like its content or form',
  policy: 'the server refused it by its rules',
  blocked: 'the server blocks the address that we send from',
  reputation: 'the reputation of our sending address is too low',
  authentication: 'SPF, DKIM or DMARC of our domain failed',
  reverse_dns: 'our sending server has no valid reverse DNS name',
  relaying: 'the server does not pass mail on to that address',
  sender_rejected: 'the server refuses our sender address',
  security: 'the server refused it for its security',
  rate: 'too many messages came in too short a time',
  too_many_connections: 'too many connections at a time',
  expired: 'the server could not be reached for days',
  network: 'the server could not be reached',
  tls: 'no encrypted connection could be made',
  syntax: 'the servers did not understand each other',
  mailer: 'the mail program there failed',
  system: 'the mail system there has a problem',
  undefined: 'no reason was given',
};

/** @param code `hard` or `soft`, and the reason */
export function sayWhyBounced(code: string | null): string {
  const [, reason = ''] = code?.split(' ') ?? [];
  const why = WORDS[reason as BounceReason] ?? WORDS.undefined;
  return `The mail server took it, but it came back: ${why}.`;
}
