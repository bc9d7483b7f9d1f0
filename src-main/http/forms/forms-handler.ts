import type { IncomingMessage, ServerResponse } from 'node:http';
import { clientAddress, type IsTrusted, plainAddress, truncatedAddress } from '../network-address.ts';
import { RateLimiter } from '../rate-limiter.ts';
import { languageOf } from '../tracking/language.ts';
import { tooManyPage } from '../tracking/public-page.ts';
import { pageOfConfirmation } from './confirm.route.ts';
import { pageOfForm } from './form.route.ts';
import type { FormsCall, FormsRoom } from './forms-room.ts';
import { pageOfPreferences } from './preferences.route.ts';
import { type PublicPage, sendPage } from './send-page.ts';
import { troubledPage } from './troubled-page.ts';

export interface FormsHandlerOptions extends Pick<FormsRoom, 'services' | 'hits' | 'deliveries'> {
  isTrusted: IsTrusted;
}

type PageMaker = (room: FormsRoom, call: FormsCall) => Promise<PublicPage>;

const PAGES: Record<string, PageMaker> = { f: pageOfForm, y: pageOfConfirmation, p: pageOfPreferences };
const LONGEST_AGENT = 300;
/** Posts of one network in a minute: a class that signs up together passes, a program that tries addresses does not get far. */
const POSTS_A_MINUTE = 30;

/** Answers the pages that readers open by themselves. GET and HEAD never change anything: scanners follow every link. */
export function createFormsHandler({ isTrusted, ...options }: FormsHandlerOptions) {
  const room: FormsRoom = {
    ...options,
    limiter: new RateLimiter(options.services.clock, POSTS_A_MINUTE),
    visitorOf(request) {
      const forwarded = request.headers['x-forwarded-for'];
      const hops = Array.isArray(forwarded) ? forwarded.join(',') : forwarded;
      const ip = clientAddress(request.socket.remoteAddress ?? '', hops, isTrusted);
      const agent = (request.headers['user-agent'] ?? '').slice(0, LONGEST_AGENT);
      return { ip: plainAddress(ip), network: truncatedAddress(plainAddress(ip)), agent };
    },
  };

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const [, letter = '', rest = ''] = /^\/([fyp])\/([^?]*)/.exec(request.url ?? '') ?? [];
    const maker = PAGES[letter];
    if (!maker) return false;
    answer(room, { request, response, rest }, maker);
    return true;
  };
}

function answer(room: FormsRoom, call: FormsCall, maker: PageMaker): void {
  const { request, response } = call;
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD' && method !== 'POST') {
    response.writeHead(405, { allow: 'GET, HEAD, POST' }).end();
    return;
  }
  const language = languageOf(request);
  if (method === 'POST' && !room.limiter.take(room.visitorOf(request).network).allowed) {
    sendPage(request, response, { status: 429, html: tooManyPage(language), headers: { 'retry-after': '60' } });
    return;
  }
  maker(room, call)
    .catch((error: unknown) => troubledPage(error, language, room.services.log))
    .then((page) => sendPage(request, response, page));
}
