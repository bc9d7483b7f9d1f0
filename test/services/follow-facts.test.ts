import { expect, test } from 'vitest';
import { createJobQueue } from '#main/queue/job-queue.ts';
import { readSoFar } from '#main/repositories/chat/told-fact.repo.ts';
import { FactFollower } from '#main/services/chat/follow-facts.ts';
import { openTestDatabase } from '#test/support/open-test-database.ts';

test('facts that tell nobody anything are read once, and not once more after a start', () => {
  const house = openTestDatabase();
  const follower = new FactFollower({ ...house, queue: createJobQueue(house.clock) });
  const record = (n: number) =>
    house.db.write((tx) => {
      for (let i = 0; i < n; i++) tx.record({ type: 'tag.created', subject: 'tag:x', actor: null });
    });
  const before = readSoFar(house.db.reader);
  record(10);
  follower.look();
  expect(readSoFar(house.db.reader)).toBe(before);
  record(1_000);
  follower.look();
  expect(readSoFar(house.db.reader)).toBe(before + 1_010);
  house.close();
});
