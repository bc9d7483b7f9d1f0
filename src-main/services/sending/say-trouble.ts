import { wallTimeAt } from '#shared/domain/campaign/wall-time.ts';
import type { LineTrouble } from './sender-line.ts';

/** Beside every send that waits for this: what is wrong, what Herald does about it, and what the server said. */
export function sayTrouble({ said, until }: LineTrouble, timezone: string, failover?: string): string {
  const again = wallTimeAt(until, timezone).slice(-5);
  const meanwhile = failover ? ` Meanwhile "${failover}" sends.` : '';
  return `The mail server takes nothing just now. Herald tries again by itself at ${again} (${timezone}).${meanwhile} What it said: ${said}`;
}
