import type { FastifyInstance, FastifyRequest } from 'fastify';
import { HeraldError } from '#shared/kernel/herald-error.ts';

/** The largest thing anybody sends: a message of five million characters, escaped. Files come in pieces of 4 MiB. */
export const BODY_LIMIT = 16 * 1024 * 1024;

/**
 * Reads bodies before the procedures do, so that Fastify counts their bytes against the limit (the handlers of oRPC would read the
 * socket themselves, without any). Only JSON and forms with files: what a foreign page could post as plain text is refused.
 */
export function readBodies(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('application/json', { parseAs: 'string' }, async (_request: unknown, body: string) => {
    if (body === '') return undefined;
    try {
      return JSON.parse(body) as unknown;
    } catch (cause) {
      throw new HeraldError('INVALID_INPUT', 'The body is not valid JSON.', {}, cause);
    }
  });
  scope.addContentTypeParser(
    'multipart/form-data',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, body: Buffer) => {
      const headers = { 'content-type': request.headers['content-type'] ?? '' };
      try {
        return await new Response(new Uint8Array(body), { headers }).formData();
      } catch (cause) {
        throw new HeraldError('INVALID_INPUT', 'The form is not well-formed.', {}, cause);
      }
    },
  );
}
