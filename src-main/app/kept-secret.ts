import { randomBytes } from 'node:crypto';
import { findSecret, insertSecret } from '#main/repositories/access/secret.repo.ts';
import type { AppCore } from './app-core.ts';

const KEY_BYTES = 32;

/** A key of this organization: made on the first start, then kept sealed in the database. */
export function keptSecret({ db, secrets }: Pick<AppCore, 'db' | 'secrets'>, name: KeptSecret): Buffer {
  const sealed = findSecret(db.reader, name);
  if (sealed) return secrets.unseal(name, sealed);
  const key = randomBytes(KEY_BYTES);
  db.write((tx) => insertSecret(tx, name, secrets.seal(name, key)));
  return key;
}

export type KeptSecret = 'tracking_key' | 'access_token_key';
