import type { IncomingMessage, ServerResponse } from 'node:http';
import type { GuardedFetch } from '#main/platform/guarded-fetch.ts';
import { type CallAnswer, createCallTaker } from '#main/services/feedback/take-provider-call.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { isHeraldError } from '#shared/kernel/herald-error.ts';
import { collectBody } from '../collect-body.ts';

/** A batch of a thousand events stays well below it. */
const LARGEST_CALL = 2 * 1024 * 1024;
const STATUS: Record<CallAnswer, number> = { taken: 200, refused: 403, nowhere: 404 };

export interface HooksHandlerOptions {
  services: ServiceContext;
  fetch: GuardedFetch;
}

/** POST /hooks/{sender}: services tell what became of messages. Who is not the sender's own service is turned away. */
export function createHooksHandler({ services, fetch }: HooksHandlerOptions) {
  const take = createCallTaker(services, fetch);

  async function answer(request: IncomingMessage, sender_id: string): Promise<number> {
    const declared = request.headers['content-length'];
    const body = await collectBody(request, { limit: LARGEST_CALL, declared });
    const header = (name: string) => String(request.headers[name] ?? '');
    const path = request.url ?? '';
    return STATUS[await take({ sender_id, path, header, body })];
  }

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const [, sender_id] = /^\/hooks\/([0-9a-f-]{36})(?:\?|$)/.exec(request.url ?? '') ?? [];
    if (!sender_id) return false;
    if (request.method !== 'POST') {
      response.writeHead(405, { allow: 'POST' }).end();
      return true;
    }
    answer(request, sender_id)
      .catch((error: unknown) => {
        if (isHeraldError(error) && error.code === 'TOO_LARGE') return 413;
        // They come again with what could not be taken.
        services.log.error({ err: error, sender_id }, 'what a service has told could not be taken');
        return 500;
      })
      .then((status) => response.writeHead(status, { 'cache-control': 'no-store' }).end());
    return true;
  };
}
