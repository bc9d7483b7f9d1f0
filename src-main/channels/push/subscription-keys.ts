import { ECDH } from 'node:crypto';

/** An uncompressed point of P-256 (RFC 8291). */
const POINT_BYTES = 65;
const LEAST_AUTH_BYTES = 16;

/** Whether a message can be encrypted to a browser with these. */
export function areSubscriptionKeys({ p256dh, auth }: { p256dh: string; auth: string }): boolean {
  const point = Buffer.from(p256dh, 'base64url');
  return point.length === POINT_BYTES && isOnCurve(point) && Buffer.from(auth, 'base64url').length >= LEAST_AUTH_BYTES;
}

function isOnCurve(point: Buffer): boolean {
  try {
    ECDH.convertKey(point, 'prime256v1');
    return true;
  } catch {
    return false;
  }
}
