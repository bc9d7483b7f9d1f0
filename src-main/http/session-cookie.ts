import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Over TLS the name's prefix makes the browser insist on Secure, this host and the whole path. Plain http exists on loopback,
 * where cookies are shared by all ports: the port in the name keeps two Heralds apart.
 */
function nameOf(request: FastifyRequest): string {
  if (request.protocol === 'https') return '__Host-herald';
  return `herald-${request.socket.localPort ?? 0}`;
}

export function readSessionCookie(request: FastifyRequest): string | undefined {
  return request.cookies[nameOf(request)];
}

export function keepSessionCookie(
  request: FastifyRequest,
  reply: FastifyReply,
  token: string,
  expires_at: string,
): void {
  reply.setCookie(nameOf(request), token, { ...attributesOf(request), expires: new Date(expires_at) });
}

export function forgetSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  reply.clearCookie(nameOf(request), attributesOf(request));
}

function attributesOf(request: FastifyRequest) {
  return { path: '/', httpOnly: true, sameSite: 'strict', secure: request.protocol === 'https' } as const;
}
