import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '#main/rpc/rpc-context.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { beginOnce, endOnce } from '#main/services/system/idempotency.service.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { standsWithoutTenant } from './openapi-document.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The key under which the answer is to be kept. */
    once?: string;
  }
}

const LONGEST_KEY = 200;
/** What keeps the key with what it made, for good: also a crash between the two asks nobody to wait. */
const KEEPS_ITS_KEYS = /^\/tenants\/[^/]+\/transactional\/email(\?|$)/;

/** @returns whether the request has been answered with what it was answered before */
export function answerOnce(
  services: ServiceContext,
  { request, reply, caller }: { request: FastifyRequest; reply: FastifyReply; caller: Caller | null },
): boolean {
  const given = request.headers['idempotency-key'];
  // Answers of sign-ins hold tokens, which are never kept.
  const path = request.url.replace(/^\/api\/v1/, '');
  if (request.method !== 'POST' || given === undefined || !caller || standsWithoutTenant(path)) return false;
  if (request.body instanceof FormData || KEEPS_ITS_KEYS.test(path)) return false;
  if (typeof given !== 'string' || given.length === 0 || given.length > LONGEST_KEY) {
    throw new HeraldError('INVALID_INPUT', `An Idempotency-Key has 1 to ${LONGEST_KEY} characters.`, {
      field: 'Idempotency-Key',
    });
  }
  const key = `${caller.user_id}:${given}`;
  const content = `${request.method} ${request.url} ${JSON.stringify(request.body ?? null)}`;
  const before = beginOnce(services, { key, content });
  if (!before) {
    request.once = key;
    return false;
  }
  reply.code(before.status).header('idempotency-replayed', 'true').type('application/json').send(before.body);
  return true;
}

export function rememberAnswer(
  services: ServiceContext,
  { request, status, body }: { request: FastifyRequest; status: number; body: string },
): void {
  if (request.once === undefined) return;
  endOnce(services, request.once, { status, body });
  request.once = undefined;
}
