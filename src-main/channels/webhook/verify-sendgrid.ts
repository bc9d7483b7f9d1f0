import { createPublicKey, verify } from 'node:crypto';

export interface SendgridSignature {
  /** X-Twilio-Email-Event-Webhook-Signature and -Timestamp. */
  signature: string;
  timestamp: string;
}

/** Signed event webhook: ECDSA over the timestamp and the body as it came. @param public_key SPKI in base64 */
export function verifySendgrid(public_key: string, { signature, timestamp }: SendgridSignature, body: Buffer): boolean {
  try {
    const key = createPublicKey({ key: Buffer.from(public_key, 'base64'), format: 'der', type: 'spki' });
    return verify('sha256', Buffer.concat([Buffer.from(timestamp), body]), key, Buffer.from(signature, 'base64'));
  } catch {
    // A key or a signature that is none.
    return false;
  }
}
