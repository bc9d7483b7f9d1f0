import { TRAP_LINK } from '#shared/domain/tracking/hit.ts';
import { languageOf } from './language.ts';
import { neutralPage, sendPage } from './public-page.ts';
import type { TrackingCall, TrackingRoom } from './tracking-room.ts';

const HEADERS = { 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' };
const ADDRESS = /^([A-Za-z0-9_-]{24})\/(\d{1,5})$/;
const SHORT_ADDRESS = /^([A-Za-z0-9_-]{15})(?:\/(\d{1,3}))?$/;

/**
 * GET /c/{token}/{index}, of text messages /c/{token} and a shorter token. The target is looked up and never taken from the request; what we did not write gets a neutral page and no
 * redirect.
 */
export function answerClick(room: TrackingRoom, { request, response, rest }: TrackingCall): void {
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const link = linkAt(room, rest);
  if (!link) {
    sendNothingHere({ request, response });
    return;
  }
  const { delivery_no } = link;
  const at = room.services.clock.now();
  room.inTurn(() => {
    const record = () => room.record(request, { kind: 'click', at, delivery_no, link: link.index });
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

interface Link {
  delivery_no: number;
  token: string;
  index: number;
}

/** What an address names; null for one that we did not write, and for that of a test message. */
function linkAt({ signer }: TrackingRoom, rest: string): Link | null {
  const [, token, place] = ADDRESS.exec(rest) ?? [];
  if (token) {
    const delivery_no = signer.verify(token);
    return delivery_no ? { delivery_no, token, index: Number(place) } : null;
  }
  const [, short = '', index = '0'] = SHORT_ADDRESS.exec(rest) ?? [];
  const delivery_no = signer.verifyShort(short);
  return delivery_no ? { delivery_no, token: signer.sign(delivery_no), index: Number(index) } : null;
}

function sendNothingHere({ request, response }: Pick<TrackingCall, 'request' | 'response'>): void {
  sendPage(request, response, { status: 404, html: neutralPage(languageOf(request)) });
}

function findTarget(room: TrackingRoom, link: Link): string | null {
  try {
    return room.targets.find(link);
  } catch (error) {
    const { delivery_no, index } = link;
    room.services.log.warn({ err: error, delivery_no, index }, 'a link could not be made for this person');
    return null;
  }
}
