import { setTimeout as sleep } from 'node:timers/promises';
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads';

const KEY = 'herald.write-turn';
const LONGEST_WAIT = 100;

/**
 * How many threads of this process wait for the write lock now. SQLite lets waiting writers try again at intervals and knows no order
 * among them, so a thread that writes one transaction after another would keep all others out.
 */
const waiting = sharedCounter();

/** Says that this thread waits for the lock until the answer is called. */
export function waitForTurn(): () => void {
  let waits = true;
  Atomics.add(waiting, 0, 1);
  return () => {
    if (waits) Atomics.sub(waiting, 0, 1);
    waits = false;
  };
}

/** Between two transactions of long work: lets those who wait write first. @returns whether anybody did */
export async function letOthersWrite(): Promise<boolean> {
  const started = performance.now();
  const somebody = Atomics.load(waiting, 0) > 0;
  while (Atomics.load(waiting, 0) > 0 && performance.now() - started < LONGEST_WAIT) await sleep(1);
  return somebody;
}

/** The same four bytes in all threads: a thread inherits them from the one that starts it. */
function sharedCounter(): Int32Array<SharedArrayBuffer> {
  const known = getEnvironmentData(KEY);
  if (known instanceof SharedArrayBuffer) return new Int32Array(known);
  const made = new SharedArrayBuffer(4);
  setEnvironmentData(KEY, made as never);
  return new Int32Array(made);
}
