import { type KeyObject, sign } from 'node:crypto';
import { promisify } from 'node:util';

const AT_A_TIME = 64;

/** How many signatures all cores make together, in the thread pool. */
export async function signaturesPerSecond(key: KeyObject, count: number): Promise<number> {
  const signAsync = promisify<string, Buffer, KeyObject, Buffer>(sign);
  const data = Buffer.alloc(1_000, 'a');
  let left = count;
  const started = performance.now();
  async function lane(): Promise<void> {
    while (left-- > 0) await signAsync('sha256', data, key);
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, lane));
  return count / ((performance.now() - started) / 1_000);
}
