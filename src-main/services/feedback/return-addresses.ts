import type { ReturnPathPurpose, ReturnPathTokens } from '#main/platform/return-path-token.ts';

/** Addresses of ours that name a delivery. */
export interface ReturnAddresses {
  bounce(no: number): string;
  unsubscribe(no: number): string;
}

/** Behind the plus of a mailbox that is read. */
export function returnAddresses(tokens: ReturnPathTokens, mailbox: string): ReturnAddresses {
  const at = mailbox.lastIndexOf('@');
  const addressFor = (purpose: ReturnPathPurpose) => (no: number) =>
    `${mailbox.slice(0, at)}+${tokens.sign(purpose, no)}${mailbox.slice(at)}`;
  return { bounce: addressFor('bounce'), unsubscribe: addressFor('unsubscribe') };
}
