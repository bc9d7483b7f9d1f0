import type { Readable } from 'node:stream';
import { HeraldError } from '#shared/kernel/herald-error.ts';

/** What somebody who is not signed in may send: a form, or a sign-in. */
export const STRANGER_BODY_LIMIT = 64 * 1024;

export interface BodyAllowance {
  limit: number;
  /** The Content-Length header; a body in chunks has none and is counted as it comes. */
  declared?: string;
  hint?: string;
}

/** The whole body in memory. What is too large is refused as soon as that is known; the rest of it is read and thrown away. */
export function collectBody(body: Readable, { limit, declared, hint }: BodyAllowance): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const refuse = () => {
      body.off('data', take);
      // Without its listener the stream would stand still, and the client would wait to get rid of the rest.
      body.resume();
      reject(
        new HeraldError('TOO_LARGE', `The request is larger than the ${sizeOf(limit)} that Herald accepts.`, { hint }),
      );
    };
    const take = (chunk: Buffer) => {
      length += chunk.length;
      if (length > limit) refuse();
      else chunks.push(chunk);
    };
    if (Number(declared) > limit) {
      refuse();
      return;
    }
    body.on('data', take);
    body.once('end', () => resolve(Buffer.concat(chunks, length)));
    body.once('error', () =>
      reject(new HeraldError('INVALID_INPUT', 'The request ended before its body was complete.')),
    );
  });
}

function sizeOf(bytes: number): string {
  return bytes < 1024 * 1024 ? `${bytes / 1024} KB` : `${bytes / 1024 / 1024} MB`;
}
