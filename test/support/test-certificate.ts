import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP_ROOT } from './app-root.ts';

/** A certificate for localhost, one that has run out, or one for mail.example; nobody trusts them unless told to. */
export function testCertificate(which: 'certificate' | 'expired' | 'other-name' = 'certificate'): {
  key: string;
  cert: string;
} {
  const read = (name: string) => readFileSync(join(APP_ROOT, 'test', 'fixtures', 'tls', name), 'utf8');
  return { key: read('key.pem'), cert: read(`${which}.pem`) };
}
