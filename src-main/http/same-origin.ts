import type { FastifyRequest } from 'fastify';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that a browser could have been tricked into may act with the cookie it carries: it must come from a page
 * of this console. Old browsers that say neither where from nor how are held off by the header that the RPC client sets.
 */
export function isFromOwnPages(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  const { origin } = request.headers;
  if (origin !== undefined && origin !== `${request.protocol}://${request.host}`) return false;
  if (SAFE.has(request.method)) return site === undefined || site === 'same-origin' || site === 'none';
  return site === undefined ? origin !== undefined : site === 'same-origin';
}
