/** Whose mailboxes these are; `other` for all that have one of their own. */
export const MAILBOX_PROVIDERS = ['gmail', 'microsoft', 'yahoo', 'apple', 'gmx', 'other'] as const;
export type MailboxProvider = (typeof MAILBOX_PROVIDERS)[number];

const PATTERNS: readonly [MailboxProvider, RegExp][] = [
  ['gmail', /^(gmail|googlemail)\.com$/],
  ['microsoft', /^(outlook|hotmail|live|msn)(\.co)?\.[a-z]{2,3}$|^outlook\.[a-z.]+$/],
  ['yahoo', /^(yahoo|ymail|rocketmail|aol|aim)(\.co|\.com)?\.[a-z]{2,3}$|^(myyahoo|verizon)\.(com|net)$/],
  ['apple', /^(icloud|me|mac)\.com$/],
  ['gmx', /^(gmx|web)\.(de|net|at|ch|com|org|eu|info|biz|fr|es|it|co\.uk)$|^mail\.com$/],
];

export function mailboxProviderOf(domain: string): MailboxProvider {
  return PATTERNS.find(([, pattern]) => pattern.test(domain))?.[0] ?? 'other';
}
