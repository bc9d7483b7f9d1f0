import type { FastifyReply, FastifyRequest } from 'fastify';
import { tokenHash } from '#main/platform/token-hash.ts';
import type { Caller, RpcContext, Transport } from '#main/rpc/rpc-context.ts';
import { identifyByApiKey } from '#main/services/access/identify-api-key.ts';
import { identifyByAccessToken, identifyByToken, identifyOwner } from '#main/services/access/session.service.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { isApiKey } from '#shared/domain/api-key.ts';
import { deviceName } from './device-name.ts';
import { isFromOwnPages } from './same-origin.ts';
import { forgetSessionCookie, keepSessionCookie, readSessionCookie } from './session-cookie.ts';

interface Arrived {
  caller: Caller | null;
  transport: Transport;
}

/** Establishes who asks. A bearer token and a cookie are never mixed: a request that carries the first is not a browser's. */
export async function contextOf(
  services: ServiceContext,
  { request, reply, door }: { request: FastifyRequest; reply: FastifyReply; door: 'browser' | 'rest' },
): Promise<RpcContext> {
  const { caller, transport } = await arrivalOf(services, request, door);
  return {
    services,
    caller,
    transport,
    once_key: onceKeyOf(request),
    ip: request.ip,
    device: deviceName(request.headers['user-agent']),
    session: {
      keep: (token, expires_at) => keepSessionCookie(request, reply, token, expires_at),
      forget: () => forgetSessionCookie(request, reply),
    },
  };
}

async function arrivalOf(
  services: ServiceContext,
  request: FastifyRequest,
  door: 'browser' | 'rest',
): Promise<Arrived> {
  const bearer = /^Bearer (\S+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) {
    const isLocal = tokenHash(bearer) === tokenHash(services.accounts.localToken);
    if (isLocal) return { caller: identifyOwner(services), transport: 'cli' };
    const caller = isApiKey(bearer)
      ? identifyByApiKey(services, bearer)
      : await identifyByAccessToken(services, bearer);
    return { caller, transport: 'rest' };
  }
  const cookie = readSessionCookie(request);
  const caller = cookie && isFromOwnPages(request) ? identifyByToken(services, cookie, 'browser') : null;
  return { caller, transport: door };
}

function onceKeyOf({ headers }: FastifyRequest): string | undefined {
  const given = headers['idempotency-key'];
  return typeof given === 'string' ? given : undefined;
}
