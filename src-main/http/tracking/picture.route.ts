import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { pictureFile } from '#main/platform/picture/picture-files.ts';
import type { TrackingCall, TrackingRoom } from './tracking-room.ts';

const ADDRESS = /^([A-Za-z0-9_-]{43})\/(\d{1,4})\.(jpg|png|gif)$/;
const TYPES: Record<string, string> = { jpg: 'image/jpeg', png: 'image/png', gif: 'image/gif' };

/** What stands at an address is named by its content, so it may be kept for good; and it is a picture, whatever it says. */
const HEADERS = {
  'cache-control': 'public, max-age=31536000, immutable',
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'cross-origin',
  'content-security-policy': "default-src 'none'; sandbox",
};

/** GET and HEAD /m/{hash}/{width}.{format}: a picture of the media library. Needs no login; who does not know the address finds none. */
export function answerPicture(room: TrackingRoom, { request, response, rest }: TrackingCall): void {
  const { method } = request;
  if (method !== 'GET' && method !== 'HEAD') {
    response.writeHead(405, { allow: 'GET, HEAD' }).end();
    return;
  }
  const [, hash, width, format] = ADDRESS.exec(rest) ?? [];
  const nothing = () => void response.writeHead(404, { 'cache-control': 'no-store' }).end();
  if (!hash || !format) {
    nothing();
    return;
  }
  const file = pictureFile(room.services.paths.pictures, hash, { width: Number(width), format });
  stat(file).then(({ size }) => {
    response.writeHead(200, { ...HEADERS, 'content-type': TYPES[format], 'content-length': size });
    if (method === 'HEAD') response.end();
    else
      createReadStream(file)
        .on('error', () => response.destroy())
        .pipe(response);
  }, nothing);
}
