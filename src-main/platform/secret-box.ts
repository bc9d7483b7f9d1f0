import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { HeraldError } from '#shared/kernel/herald-error.ts';

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Seals values for rest: AES-256-GCM, bound to the name under which they are kept. */
export interface SecretBox {
  seal(name: string, plain: Buffer): Buffer;
  /** Refuses when the value was sealed with another key or under another name. */
  unseal(name: string, sealed: Buffer): Buffer;
}

export function secretBoxOf(key: Buffer): SecretBox {
  const keyObject = createSecretKey(key);
  return {
    seal: (name, plain) => seal(keyObject, name, plain),
    unseal: (name, sealed) => unseal(keyObject, name, sealed),
  };
}

/** Reads the data key from a file that only its owner may read, making it on the first start. */
export function readKeyFile(file: string): Buffer {
  if (!existsSync(file)) {
    refuseBesideSealedKey(file);
    writeFileSync(file, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
    chmodSync(file, 0o600);
  }
  const key = Buffer.from(readFileSync(file, 'utf8').trim(), 'base64');
  if (key.length !== KEY_BYTES) {
    throw new HeraldError('INVALID_INPUT', `The key file ${file} does not hold a key of ${KEY_BYTES} bytes.`, {
      field: 'key-file',
      hint: 'Put the original file back; without it stored passwords must be entered again.',
    });
  }
  return key;
}

/** The desktop keeps the key of its folder in the keychain; a second key would make what that one sealed unreadable. */
function refuseBesideSealedKey(file: string): void {
  if (!existsSync(`${file}.sealed`)) return;
  throw new HeraldError('CONFLICT', 'The key of this data folder is kept by the keychain of the desktop app.', {
    hint: 'Open the folder with the desktop app, or choose another one with --data-dir.',
  });
}

function seal(key: KeyObject, name: string, plain: Buffer): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  cipher.setAAD(Buffer.from(name));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Buffer.from([VERSION]), iv, cipher.getAuthTag(), body]);
}

function unseal(key: KeyObject, name: string, sealed: Buffer): Buffer {
  const iv = sealed.subarray(1, 1 + IV_BYTES);
  const tag = sealed.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, iv);
    decipher.setAAD(Buffer.from(name));
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(1 + IV_BYTES + TAG_BYTES)), decipher.final()]);
  } catch (cause) {
    throw new HeraldError(
      'CONFLICT',
      `The stored secret "${name}" can't be opened with this key.`,
      { hint: 'Start Herald with the key file it was made with, or enter the secret again.' },
      cause,
    );
  }
}
