import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import { takeSubscription } from '#main/services/push/push-device.service.ts';
import { findVapidKeys } from '#main/services/push/vapid-keys.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { requireOrganization, trackingBase } from '#main/services/tracking/tracking-address.ts';
import { isHeraldError } from '#shared/kernel/herald-error.ts';
import { collectBody } from '../collect-body.ts';
import { deviceName } from '../device-name.ts';
import { clientAddress, type IsTrusted, plainAddress, truncatedAddress } from '../network-address.ts';
import { RateLimiter } from '../rate-limiter.ts';
import { pageScript, WORKER_SCRIPT } from './push-scripts.ts';

export interface PushHandlerOptions {
  services: ServiceContext;
  isTrusted: IsTrusted;
}

const LARGEST_POST = 8 * 1024;
const POSTS_A_MINUTE = 30;

const Posted = z.object({
  token: z.string().max(100),
  subscription: z.object({
    endpoint: z.string().max(4_096),
    keys: z.object({ p256dh: z.string().max(200), auth: z.string().max(200) }).optional(),
  }),
});

/**
 * /n/push.js and /n/sw.js for sites of one's own; POST /n/on and /n/off from their readers' browsers. Any site may ask: the token says for
 * whom, and nothing is ever answered but whether it was taken.
 */
export function createPushHandler({ services, isTrusted }: PushHandlerOptions) {
  const limiter = new RateLimiter(services.clock, POSTS_A_MINUTE);

  function networkOf(request: IncomingMessage): string {
    const forwarded = request.headers['x-forwarded-for'];
    const hops = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
    return truncatedAddress(plainAddress(clientAddress(request.socket.remoteAddress ?? '', hops, isTrusted)));
  }

  async function take(request: IncomingMessage, on: boolean): Promise<number> {
    const declared = request.headers['content-length'];
    const text = (await collectBody(request, { limit: LARGEST_POST, declared })).toString('utf8');
    const posted = Posted.safeParse(parsed(text));
    if (!posted.success) return 400;
    const { token, subscription } = posted.data;
    const label = deviceName(request.headers['user-agent'] ?? '');
    const { endpoint: address, keys } = subscription;
    return takeSubscription(services, { token, on, address, keys, label }) ? 204 : 403;
  }

  function answerPost(request: IncomingMessage, response: ServerResponse, on: boolean): void {
    if (request.method === 'OPTIONS') {
      response.writeHead(204, { ...OPEN, 'access-control-allow-headers': 'content-type' }).end();
      return;
    }
    if (request.method !== 'POST') {
      response.writeHead(405, { allow: 'POST, OPTIONS' }).end();
      return;
    }
    if (!limiter.take(networkOf(request)).allowed) {
      response.writeHead(429, { ...OPEN, 'retry-after': '60' }).end();
      return;
    }
    take(request, on)
      .catch((error: unknown) => {
        if (isHeraldError(error)) return error.code === 'TOO_LARGE' ? 413 : 400;
        services.log.error({ err: error }, 'a subscription could not be taken');
        return 500;
      })
      .then((status) => response.writeHead(status, OPEN).end());
  }

  function answerScript(request: IncomingMessage, response: ServerResponse, name: string): void {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { allow: 'GET, HEAD' }).end();
      return;
    }
    const { reader } = services.db;
    const keys = findVapidKeys(services.secrets, reader);
    if (!keys) {
      response.writeHead(404).end();
      return;
    }
    const base = trackingBase(services, requireOrganization(reader));
    const script = name === 'sw' ? WORKER_SCRIPT : pageScript(base, keys.publicKey);
    response.writeHead(200, {
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=300',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'cross-origin',
    });
    response.end(request.method === 'HEAD' ? undefined : script);
  }

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const [, name] = /^\/n\/(push\.js|sw\.js|on|off)(?:\?|$)/.exec(request.url ?? '') ?? [];
    if (!name) return false;
    if (name === 'on' || name === 'off') answerPost(request, response, name === 'on');
    else answerScript(request, response, name.slice(0, -'.js'.length));
    return true;
  };
}

const OPEN = { 'access-control-allow-origin': '*', 'cache-control': 'no-store' };

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
