import { languageOf } from './language.ts';
import { neutralPage, sendPage } from './public-page.ts';
import type { TrackingCall, TrackingRoom } from './tracking-room.ts';

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
  const found = findTarget(room, rest);
  if (!found) {
    sendPage(request, response, { status: 404, html: neutralPage(languageOf(request)) });
    return;
  }
  const redirect = () =>
    response
      .writeHead(302, { location: found.target, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
      .end();
  if (method === 'HEAD') {
    redirect();
    return;
  }
  const at = room.services.clock.now();
  const { delivery_no, index } = found;
  const behind = room.hits.record({ kind: 'click', at, delivery_no, link: index, ...room.visitorOf(request) });
  if (behind) void behind.then(redirect);
  else redirect();
}

function findTarget(room: TrackingRoom, rest: string): { target: string; delivery_no: number; index: number } | null {
  const [, token = '', place = ''] = ADDRESS.exec(rest) ?? [];
  const delivery_no = room.signer.verify(token);
  if (!delivery_no) return null;
  const index = Number(place);
  try {
    const target = room.targets.find({ delivery_no, token, index });
    return target === null ? null : { target: new URL(target).href, delivery_no, index };
  } catch (error) {
    room.services.log.warn({ err: error, delivery_no, index }, 'a link could not be made for this person');
    return null;
  }
}
