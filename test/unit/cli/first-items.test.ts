import { expect, test } from 'vitest';
import { firstItems } from '#main/cli/first-items.ts';

const ALL = Array.from({ length: 450 }, (_, at) => at);
/** As the contract answers: no more than 200 at a time. */
const ask = ({ cursor = '0', limit }: { cursor?: string; limit: number }) => {
  if (limit > 200) throw new Error('Too many at once.');
  const end = Number(cursor) + limit;
  return Promise.resolve({ items: ALL.slice(Number(cursor), end), next_cursor: end < ALL.length ? String(end) : null });
};

test.for([10, 200, 300, 450, 1_000])('of a list of 450, the first %i come whole', async (limit) => {
  expect(await firstItems(limit, ask)).toEqual(ALL.slice(0, limit));
});
