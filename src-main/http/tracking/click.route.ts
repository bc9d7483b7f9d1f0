import { TRAP_LINK } from '#shared/domain/tracking/hit.ts';
import { languageOf } from './language.ts';
import { neutralPage, sendPage } from './public-page.ts';
import type { TrackingCall, TrackingRoom } from './tracking-room.ts';

const HEADERS = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
const ADDRESS = /^([A-Za-z0-9_-]{24})\/(\d{1,5})$/;

/**
 * GET /c/{token}/{index}. The target is looked up and never taken from the request; what we did not write gets a neutral page and no
 * redirect.
 */
export function answerClick(room: TrackingRoom, { request, response, rest }: TrackingCall): void {
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const [, token = '', place = ''] = ADDRESS.exec(rest) ?? [];
  const delivery_no = room.signer.verify(token);
  if (!delivery_no) {
    sendNothingHere({ request, response });
    return;
  }
  const at = room.services.clock.now();
  const link = { delivery_no, token, index: Number(place) };
  room.inTurn(() => {
    const record = () =>
      room.hits.record({ kind: 'click', at, delivery_no, link: link.index, ...room.visitorOf(request) });
    if (link.index === TRAP_LINK) {
      void record();
      sendNothingHere({ request, response });
      return;
    }
    const target = findTarget(room, link);
    if (target === null) {
      sendNothingHere({ request, response });
      return;
    }
    const redirect = () => void response.writeHead(302, { location: target, ...HEADERS }).end();
    const behind = record();
    if (behind) void behind.then(redirect);
    else redirect();
  });
}

function sendNothingHere({ request, response }: Pick<TrackingCall, 'request' | 'response'>): void {
  sendPage(request, response, { status: 404, html: neutralPage(languageOf(request)) });
}

function findTarget(room: TrackingRoom, link: { delivery_no: number; token: string; index: number }): string | null {
  try {
    return room.targets.find(link);
  } catch (error) {
    const { delivery_no, index } = link;
    room.services.log.warn({ err: error, delivery_no, index }, 'a link could not be made for this person');
    return null;
  }
}
