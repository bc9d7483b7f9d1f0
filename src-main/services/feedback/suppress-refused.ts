import type { Tx } from '#main/db/access.ts';
import { suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { campaignIdOf } from '#main/repositories/delivery/delivery-run.repo.ts';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import { classifyBounce } from '#shared/domain/feedback/classify-bounce.ts';
import { statusIn } from '#shared/domain/feedback/status-code.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface Refusal {
  send_no: number;
  address: string;
  code: string | null;
  /** The server's words; null when none were heard. */
  said: string | null;
  at: Millis;
}

/** An address that a server refuses for good while it is sent to is as bad as one that bounces later. */
export function suppressRefused(tx: Tx, { send_no, address, code, said, at }: Refusal): void {
  if (said === null || !code?.startsWith('5')) return;
  const written = parseEmailAddress(address);
  if (!written.ok) return;
  const words = `${code} ${said}`;
  const facts = { status: statusIn(words), reply: code.slice(0, 3), said, nearby: '', after_data: false };
  if (classifyBounce(facts).class !== 'hard') return;
  const source = `campaign:${campaignIdOf(tx, send_no) ?? ''}`;
  suppressEmail(tx, { email_key: written.key, reason: 'bounced', source, at });
}
