import type { MimePicture } from '#main/channels/email/mime-message.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import type { PushContent } from '#shared/domain/push/push-content.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

export interface TestResult {
  to: string;
  ok: boolean;
  /** What the server answered. */
  said: string;
}

interface TestMessage {
  subject: string;
  text: string;
  html?: string;
  from_name?: string;
  push?: PushContent;
  pictures?: readonly MimePicture[];
}

/** A message that is ready, to a few addresses one after the other. */
export async function deliverTest(
  { mailer }: Pick<ServiceContext, 'mailer'>,
  sender_no: number,
  { to, message }: { to: readonly string[]; message: TestMessage },
): Promise<{ results: TestResult[] }> {
  const results: TestResult[] = [];
  for (const address of to) {
    const { ok, said } = await mailer.sendNow(sender_no, { to: address, ...message });
    results.push({ to: address, ok, said });
  }
  return { results };
}

/** @throws HeraldError naming the first that is no address of a mailbox */
export function requireAddresses(to: readonly string[]): void {
  for (const [index, address] of to.entries()) {
    const answer = parseEmailAddress(address);
    if (!answer.ok) throw new HeraldError('INVALID_INPUT', sayReason(answer.problem), { field: `to.${index}` });
  }
}
