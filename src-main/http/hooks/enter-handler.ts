import type { IncomingMessage, ServerResponse } from 'node:http';
import type { ServiceContext } from '#main/services/service-context.ts';
import { enterByWebhook, type HookAnswer } from '#main/services/workflow/enter-by-webhook.ts';
import { isHeraldError } from '#shared/kernel/herald-error.ts';
import { collectBody } from '../collect-body.ts';

const LARGEST = 64 * 1024;

const ANSWERS: Record<HookAnswer, { status: number; message: string }> = {
  taken: { status: 202, message: 'Taken.' },
  nowhere: { status: 404, message: 'There is no such address, or its workflow takes nobody now.' },
  unreadable: { status: 400, message: 'Send JSON with "email" or "contact_id".' },
  nobody: { status: 404, message: 'There is no such contact.' },
};

/** POST /enter/{token}: another system lets a contact enter a workflow. */
export function createEnterHandler(services: Pick<ServiceContext, 'db' | 'log'>) {
  async function answer(request: IncomingMessage, token: string): Promise<{ status: number; message: string }> {
    const body = await collectBody(request, { limit: LARGEST, declared: request.headers['content-length'] });
    return ANSWERS[enterByWebhook(services, token, body.toString('utf8'))];
  }

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const [, token] = /^\/enter\/([A-Za-z0-9_-]{32})(?:\?|$)/.exec(request.url ?? '') ?? [];
    if (!token) return false;
    if (request.method !== 'POST') {
      response.writeHead(405, { allow: 'POST' }).end();
      return true;
    }
    answer(request, token)
      .catch((error: unknown) => {
        if (isHeraldError(error) && error.code === 'TOO_LARGE') return { status: 413, message: 'This is too long.' };
        services.log.error({ err: error }, 'a webhook could not be taken');
        return { status: 500, message: 'It could not be taken. Try again.' };
      })
      .then(({ status, message }) => {
        response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
        response.end(JSON.stringify({ message }));
      });
    return true;
  };
}
