import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { APP_ROOT } from './app-root.ts';

/** A certificate for localhost that nobody trusts unless told to. */
export function testCertificate(): { key: string; cert: string } {
  const read = (name: string) => readFileSync(join(APP_ROOT, 'test', 'fixtures', 'tls', name), 'utf8');
  return { key: read('key.pem'), cert: read('certificate.pem') };
}
