import type { Reader } from '#main/db/access.ts';
import type { ReturnPathPurpose, ReturnPathTokens } from '#main/platform/return-path-token.ts';
import {
  findLatestTo,
  findReported,
  type ReportedDelivery,
} from '#main/repositories/feedback/feedback-delivery.repo.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import type { FeedbackRecipient } from '#shared/domain/feedback/feedback-report.ts';
import { DAY, type Millis } from '#shared/kernel/instant.ts';

/** What an address of ours says in its token. */
export type NamedByToken = ReturnType<ReturnPathTokens['verify']>;

export interface TokenReading {
  named: NamedByToken;
  /** An address carries something that looks like a token and is none of ours. */
  is_forged: boolean;
}

const TAGGED = /^[^@]*\+([^@]+)@/;

/** The token in the addresses at which a message expected its bounces. */
export function readTokens(tokens: ReturnPathTokens, addresses: readonly string[]): TokenReading {
  let is_forged = false;
  for (const address of addresses) {
    const [, tag] = TAGGED.exec(address) ?? [];
    if (!tag) continue;
    const named = tokens.verify(tag);
    if (named) return { named, is_forged: false };
    is_forged ||= /^[bu][0-9a-z]{1,11}\.[0-9a-f]{16}$/i.test(tag);
  }
  return { named: null, is_forged };
}

const MESSAGE_ID = /^([0-9a-z]{1,11})\.([0-9a-f-]{36})@/i;
/** Bounces come within five days; some days more for servers that take their time. */
const REMEMBERED = 10 * DAY;

export interface Question {
  tokens: TokenReading;
  recipient: FeedbackRecipient;
  now: Millis;
}

/**
 * The delivery that a report is about. A token proves itself. A Message-ID counts if the recipient fits, since whoever gets a message
 * could make up those of others. Without either, the newest message to the recipient is meant. A report with a token or a
 * Message-ID that is not ours is about somebody else's mail.
 */
export function findDelivery(reader: Reader, { tokens, recipient, now }: Question): ReportedDelivery | undefined {
  if (tokens.named) return findReported(reader, tokens.named.no);
  if (tokens.is_forged) return undefined;
  const key = keyOf(recipient.recipient);
  const { original_message_id } = recipient;
  if (original_message_id !== null) {
    const [, digits = '', campaign_id] = MESSAGE_ID.exec(original_message_id) ?? [];
    const delivery = digits === '' ? undefined : findReported(reader, Number.parseInt(digits, 36));
    if (!delivery || delivery.campaign_id !== campaign_id?.toLowerCase()) return undefined;
    return key === null || key === keyOf(delivery.address) ? delivery : undefined;
  }
  return key === null ? undefined : findLatestTo(reader, key, now - REMEMBERED);
}

export function isFor(tokens: TokenReading, purpose: ReturnPathPurpose): boolean {
  return tokens.named?.purpose === purpose;
}

function keyOf(address: string | null): string | null {
  const answer = address === null ? null : parseEmailAddress(address);
  return answer?.ok ? answer.key : null;
}
