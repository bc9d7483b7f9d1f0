import webPush from 'web-push';
import type { Reader, Tx } from '#main/db/access.ts';
import type { SecretBox } from '#main/platform/secret-box.ts';
import { findSecret, insertSecret } from '#main/repositories/access/secret.repo.ts';

/** The pair that push services know this organization by. Subscriptions hold for it alone, so it is never made anew. */
export interface VapidKeys {
  publicKey: string;
  privateKey: string;
}

const NAME = 'push_vapid_keys';

export function findVapidKeys(secrets: SecretBox, reader: Reader): VapidKeys | null {
  const sealed = findSecret(reader, NAME);
  return sealed ? (JSON.parse(secrets.unseal(NAME, sealed).toString('utf8')) as VapidKeys) : null;
}

/** Makes the pair with the first sender that needs it. */
export function ensureVapidKeys(secrets: SecretBox, tx: Tx): void {
  if (findSecret(tx, NAME)) return;
  insertSecret(tx, NAME, secrets.seal(NAME, Buffer.from(JSON.stringify(webPush.generateVAPIDKeys()))));
}
