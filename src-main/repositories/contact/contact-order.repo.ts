import type { Reader } from '#main/db/access.ts';
import { versionOf } from './contact-count.repo.ts';

/** An order may be shown this long although something has been committed since; a vanished contact is left out. */
const FRESH_MILLIS = 5_000;
const MOST_KEPT = 2;

interface Order {
  key: string;
  version: string;
  at: number;
  nos: number[];
}

const orders = new WeakMap<Reader, Order[]>();

/** The order that was kept, if nobody has committed since. */
export function trueOrder(reader: Reader, key: string): number[] | undefined {
  const known = orders.get(reader)?.find((order) => order.key === key);
  return known?.version === versionOf(reader) ? known.nos : undefined;
}

/** The numbers of all contacts of a list in its order, kept for the next jumps. */
export function keptOrder(reader: Reader, key: string, work: () => number[]): number[] {
  const known = orders.get(reader)?.find((order) => order.key === key);
  if (known && (known.version === versionOf(reader) || performance.now() - known.at < FRESH_MILLIS)) return known.nos;
  return newOrder(reader, key, work);
}

/** The same as of now, whatever was kept. */
export function newOrder(reader: Reader, key: string, work: () => number[]): number[] {
  const version = versionOf(reader);
  const order = { key, version, at: performance.now(), nos: work() };
  const others = orders.get(reader)?.filter((one) => one.key !== key) ?? [];
  orders.set(reader, [order, ...others].slice(0, MOST_KEPT));
  return order.nos;
}
