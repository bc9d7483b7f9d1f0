import type { TrackingCall, TrackingRoom } from './tracking-room.ts';

/** One transparent pixel. */
const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');
const HEADERS = {
  'content-type': 'image/gif',
  'content-length': String(PIXEL.length),
  'cache-control': 'no-store, private, max-age=0',
  'cross-origin-resource-policy': 'cross-origin',
  'x-content-type-options': 'nosniff',
};
const ENDING = '.gif';

/** GET /o/{token}.gif. The picture comes whatever the token is: a broken one would only be seen by the reader. */
export function answerOpen(room: TrackingRoom, { request, response, rest }: TrackingCall): void {
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const no = rest.endsWith(ENDING) ? room.signer.verify(rest.slice(0, -ENDING.length)) : null;
  const at = room.services.clock.now();
  room.inTurn(() => {
    const behind = no ? room.record(request, { kind: 'open', at, delivery_no: no, link: -1 }) : undefined;
    const answer = () => void response.writeHead(200, HEADERS).end(PIXEL);
    if (behind) void behind.then(answer);
    else answer();
  });
}
