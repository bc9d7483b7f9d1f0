import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { LinkTargets } from '#main/services/tracking/tracking.service.ts';
import { clientAddress, type IsTrusted, plainAddress, truncatedAddress } from '../network-address.ts';
import { createAnswerTurn } from './answer-turn.ts';
import { answerClick } from './click.route.ts';
import { FloodGate } from './flood-gate.ts';
import { answerOpen } from './open.route.ts';
import { answerPicture } from './picture.route.ts';
import type { TrackingRoom } from './tracking-room.ts';
import { answerUnsubscribe } from './unsubscribe.route.ts';
import { answerView } from './view.route.ts';

export interface TrackingHandlerOptions extends Pick<TrackingRoom, 'services' | 'hits' | 'signer'> {
  isTrusted: IsTrusted;
}

const LONGEST_AGENT = 300;

/** Programs say so when they fetch what somebody may look at later. */
function isAhead(headers: IncomingHttpHeaders): boolean {
  const purpose = headers['sec-purpose'] ?? headers.purpose ?? headers['x-purpose'] ?? headers['x-moz'];
  return purpose !== undefined && /prefetch|prerender|preview/i.test(String(purpose));
}

/**
 * The addresses in mails. They are asked for far more often than anything else, so they stand before the framework and take only
 * what they need from a request.
 */
export function createTrackingHandler({ isTrusted, ...options }: TrackingHandlerOptions) {
  const gate = new FloodGate(options.services);
  const room: TrackingRoom = {
    ...options,
    targets: new LinkTargets(options.services),
    inTurn: createAnswerTurn((answerAll) => options.services.db.inOneView(answerAll)),
    visitorOf(request) {
      const peer = request.socket.remoteAddress ?? '';
      const forwarded = request.headers['x-forwarded-for'];
      const address =
        forwarded === undefined
          ? plainAddress(peer)
          : clientAddress(peer, Array.isArray(forwarded) ? forwarded.join(',') : forwarded, isTrusted);
      return {
        ip: truncatedAddress(address),
        agent: (request.headers['user-agent'] ?? '').slice(0, LONGEST_AGENT),
        asked: request.method === 'HEAD' ? 'head' : isAhead(request.headers) ? 'ahead' : 'get',
        unwilling: request.headers.dnt === '1' || request.headers['sec-gpc'] === '1',
      };
    },
    record(request, asked) {
      const hit = { ...asked, ...room.visitorOf(request) };
      return gate.lets(hit) ? options.hits.record(hit) : undefined;
    },
  };

  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const url = request.url ?? '/';
    if (url[2] !== '/') return false;
    const end = url.indexOf('?');
    const rest = end < 0 ? url.slice(3) : url.slice(3, end);
    if (url[1] === 'o') answerOpen(room, { request, response, rest });
    else if (url[1] === 'c') answerClick(room, { request, response, rest });
    else if (url[1] === 'u') answerUnsubscribe(room, { request, response, rest });
    else if (url[1] === 'm') answerPicture(room, { request, response, rest });
    else if (url[1] === 'v') answerView(room, { request, response, rest });
    else return false;
    return true;
  };
}
