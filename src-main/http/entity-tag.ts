import type { FastifyRequest } from 'fastify';
import { HeraldError } from '#shared/kernel/herald-error.ts';

const TAG = /^"r(\d+)"$/;

/** The revision of what is answered is its entity tag. */
export function etagOf(payload: string): string | null {
  const revision = (JSON.parse(payload) as { revision?: unknown } | null)?.revision;
  return typeof revision === 'number' ? `"r${revision}"` : null;
}

/** `If-Match: "r3"` on an update says the same as `revision: 3` in its body. */
export function applyIfMatch(request: FastifyRequest): void {
  const tag = request.headers['if-match'];
  if (request.method !== 'PUT' || tag === undefined) return;
  const revision = TAG.exec(tag)?.[1];
  if (revision === undefined) {
    throw new HeraldError('INVALID_INPUT', 'If-Match must be the ETag that Herald gave.', { field: 'If-Match' });
  }
  const body = request.body as Record<string, unknown> | undefined;
  request.body = { ...body, revision: Number(revision) };
}
