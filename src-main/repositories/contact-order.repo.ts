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

/** The numbers of all contacts of a list in its order, kept for the next jumps. */
export function keptOrder(reader: Reader, key: string, work: () => number[]): number[] {
  const kept = orders.get(reader) ?? [];
  const version = versionOf(reader);
  const known = kept.find((order) => order.key === key);
  if (known && (known.version === version || performance.now() - known.at < FRESH_MILLIS)) return known.nos;
  const order = { key, version, at: performance.now(), nos: work() };
  orders.set(reader, [order, ...kept.filter((one) => one !== known)].slice(0, MOST_KEPT));
  return order.nos;
}
