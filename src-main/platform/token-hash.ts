import { createHash } from 'node:crypto';

/** What is stored of a secret of 256 random bits: enough to know it again, useless to whoever reads the table. */
export function tokenHash(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}
