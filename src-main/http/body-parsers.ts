import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RpcContext } from '#main/rpc/rpc-context.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';
import { collectBody, STRANGER_BODY_LIMIT } from './collect-body.ts';
import { contextOf } from './request-context.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks, established before the body is read. */
    context?: RpcContext;
  }
}

/** The largest thing anybody sends: a message of five million characters, escaped. Files come in pieces of 4 MiB. */
const BODY_LIMIT = 16 * 1024 * 1024;

/**
 * Reads bodies before the procedures do, so that their bytes are counted (the handlers of oRPC would read the socket themselves,
 * without any limit). Who asks is known by then: somebody who is not signed in has nothing large to say. Only JSON and forms with
 * files: what a foreign page could post as plain text is refused.
 */
export function readBodies(scope: FastifyInstance, services: ServiceContext, door: 'browser' | 'rest'): void {
  scope.removeAllContentTypeParsers();
  scope.addHook('onRequest', async (request, reply) => {
    request.context = await contextOf(services, { request, reply, door });
  });
  scope.addContentTypeParser('application/json', async (request: FastifyRequest, payload: Readable) => {
    const body = await read(request, payload);
    if (body.length === 0) return undefined;
    try {
      return JSON.parse(body.toString('utf8')) as unknown;
    } catch (cause) {
      throw new HeraldError('INVALID_INPUT', 'The body is not valid JSON.', {}, cause);
    }
  });
  scope.addContentTypeParser('multipart/form-data', async (request: FastifyRequest, payload: Readable) => {
    const body = await read(request, payload);
    const headers = { 'content-type': request.headers['content-type'] ?? '' };
    try {
      return await new Response(new Uint8Array(body), { headers }).formData();
    } catch (cause) {
      throw new HeraldError('INVALID_INPUT', 'The form is not well-formed.', {}, cause);
    }
  });
}

/** Who asks, in a handler of a scope that `readBodies` has prepared. */
export function askerOf({ context }: FastifyRequest): RpcContext {
  if (!context) throw new Error('this scope does not establish who asks');
  return context;
}

function read(request: FastifyRequest, payload: Readable): Promise<Buffer> {
  const { caller } = askerOf(request);
  const declared = request.headers['content-length'];
  if (caller) return collectBody(payload, { limit: BODY_LIMIT, declared });
  return collectBody(payload, { limit: STRANGER_BODY_LIMIT, declared, hint: 'Sign in to send more.' });
}
