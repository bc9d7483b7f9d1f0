import { setTimeout as sleep } from 'node:timers/promises';

/** Looks again and again until the claim holds. @throws after `millis` */
export async function waitUntil(claim: () => boolean | Promise<boolean>, millis = 20_000): Promise<void> {
  const end = Date.now() + millis;
  while (!(await claim())) {
    if (Date.now() > end) throw new Error(`Still not so after ${millis} ms: ${claim}`);
    await sleep(10);
  }
}
