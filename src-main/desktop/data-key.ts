import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { safeStorage } from 'electron';

/**
 * The key that seals stored passwords, itself sealed by the system's keychain. Null where there is no real keychain, or where a
 * server has already put a key file into this folder: then the core keeps to that file.
 */
export async function openDataKey(data_dir: string): Promise<string | null> {
  const plain = join(data_dir, 'herald.key');
  const sealed = `${plain}.sealed`;
  if (existsSync(sealed)) return unseal(sealed);
  if (existsSync(plain) || !(await hasKeychain())) return null;
  const key = randomBytes(32).toString('base64');
  await mkdir(data_dir, { recursive: true, mode: 0o700 });
  await writeFile(sealed, await safeStorage.encryptStringAsync(key), { mode: 0o600, flag: 'wx' });
  return key;
}

async function unseal(file: string): Promise<string> {
  const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(await readFile(file));
  if (shouldReEncrypt) await writeFile(file, await safeStorage.encryptStringAsync(result), { mode: 0o600 });
  return result;
}

/** Without a keyring Linux would "seal" with a password that is known to everybody. */
async function hasKeychain(): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}
