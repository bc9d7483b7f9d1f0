import { SmartCoercionPlugin } from '@orpc/json-schema';
import { OpenAPIHandler } from '@orpc/openapi/fastify';
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { router } from '#main/rpc/router.ts';
import type { RpcContext } from '#main/rpc/rpc-context.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { askerOf, readBodies } from './body-parsers.ts';
import { applyIfMatch, etagOf } from './entity-tag.ts';
import { answerOnce, rememberAnswer } from './idempotency-key.ts';
import { problemOf, problemOfWireError } from './problem.ts';
import { RateLimiter, rateLimitHeaders } from './rate-limiter.ts';
import { prefixOf } from './tenant-prefix.ts';

const REQUESTS_A_MINUTE = 1_200;

/** The REST face of the contract, with what HTTP clients expect of one: problems, entity tags, idempotency keys, limits. */
export function restRoutes(scope: FastifyInstance, services: ServiceContext): void {
  readBodies(scope, services, 'rest');
  const limiter = new RateLimiter(services.clock, REQUESTS_A_MINUTE);
  const handler = new OpenAPIHandler(router, {
    plugins: [new SmartCoercionPlugin({ schemaConverters: [new ZodToJsonSchemaConverter()] })],
    customErrorResponseBodyEncoder: problemOfWireError,
    eventIteratorKeepAliveInterval: 15_000,
  });
  scope.addHook('onSend', async (request, reply, payload) => {
    finish(services, { request, reply, payload });
    return payload;
  });
  scope.route({
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    url: '/api/v1/*',
    async handler(request, reply) {
      reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      const context = askerOf(request);
      if (!withinLimit(limiter, { context, reply })) return;
      const prefix = prefixOf(services, request.url);
      if (prefix === null) return noSuchRoute(reply);
      applyIfMatch(request);
      if (answerOnce(services, { request, reply, caller: context.caller })) return;
      const { matched } = await handler.handle(request, reply, { prefix: prefix as `/${string}`, context });
      if (!matched) noSuchRoute(reply);
    },
  });
}

function withinLimit(limiter: RateLimiter, { context, reply }: { context: RpcContext; reply: FastifyReply }): boolean {
  // Whoever can read the data folder needs no limit; everybody else is counted by key or session, or else by address.
  if (context.transport === 'cli') return true;
  const quota = limiter.take(context.caller?.api_key_id ?? context.caller?.session_id ?? context.ip);
  reply.headers(rateLimitHeaders(quota));
  if (quota.allowed) return true;
  const hint = 'The RateLimit headers say when to go on.';
  reply.code(429).send(problemOf('TOO_MANY_REQUESTS', 'Too many requests in a short time.', { hint }));
  return false;
}

function noSuchRoute(reply: FastifyReply): void {
  reply.code(404).send(problemOf('NOT_FOUND', 'There is nothing at this address.', { hint: 'See /api/docs.' }));
}

function finish(
  services: ServiceContext,
  { request, reply, payload }: { request: FastifyRequest; reply: FastifyReply; payload: unknown },
): void {
  const isJson = String(reply.getHeader('content-type') ?? '').startsWith('application/json');
  if (!isJson || typeof payload !== 'string') return;
  if (reply.statusCode >= 400) {
    reply.header('content-type', 'application/problem+json');
    if (reply.statusCode === 409 && request.headers['if-match'] && payload.includes('"STALE_REVISION"'))
      reply.code(412);
  } else {
    const etag = etagOf(payload);
    if (etag) reply.header('etag', etag);
  }
  rememberAnswer(services, { request, status: reply.statusCode, body: payload });
}
