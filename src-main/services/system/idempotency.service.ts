import { createHash } from 'node:crypto';
import {
  claimIdempotent,
  findIdempotent,
  releaseIdempotent,
  saveIdempotentResponse,
  trimIdempotent,
} from '#main/repositories/system/idempotency.repo.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { DAY, MINUTE } from '#shared/kernel/instant.ts';
import type { ServiceContext } from '../service-context.ts';

type Context = Pick<ServiceContext, 'db' | 'clock'>;

export interface StoredAnswer {
  status: number;
  body: string;
}

/** A request that may be repeated: what it was, and under which key. */
export interface RepeatableRequest {
  key: string;
  /** Everything that makes it the same request. */
  content: string;
}

/**
 * Claims the key for this request, or gives the answer that the same request got before. Another request under the same key, and a
 * repetition while the first is still being worked on, are refused.
 */
export function beginOnce(ctx: Context, { key, content }: RepeatableRequest): StoredAnswer | null {
  const request_hash = createHash('sha256').update(content).digest('base64url');
  const now = ctx.clock.now();
  return ctx.db.write((tx) => {
    trimIdempotent(tx, { answered: now - DAY, unanswered: now - 10 * MINUTE });
    if (claimIdempotent(tx, key, { request_hash, at: now })) return null;
    const before = findIdempotent(tx, key);
    if (before?.request_hash !== request_hash) {
      throw new HeraldError('CONFLICT', 'This Idempotency-Key was used for another request.', {
        field: 'Idempotency-Key',
        hint: 'Make a new key for each new request.',
      });
    }
    if (before.response === null) {
      throw new HeraldError('CONFLICT', 'The first request with this Idempotency-Key is still being worked on.', {
        field: 'Idempotency-Key',
        hint: 'Ask again in a moment.',
      });
    }
    return JSON.parse(before.response) as StoredAnswer;
  });
}

/** Keeps the answer; one that says Herald itself failed is not kept, so that the request can be tried again. */
export function endOnce(ctx: Context, key: string, answer: StoredAnswer): void {
  ctx.db.write((tx) => {
    if (answer.status >= 500 || answer.status === 429) releaseIdempotent(tx, key);
    else saveIdempotentResponse(tx, key, JSON.stringify(answer));
  });
}
