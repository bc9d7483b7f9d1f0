import { expect, test } from 'vitest';
import { secretBoxOf } from '#main/platform/secret-box.ts';
import { createJobQueue } from '#main/queue/job-queue.ts';
import { readSoFar } from '#main/repositories/chat/told-fact.repo.ts';
import { FactFollower } from '#main/services/chat/follow-facts.ts';
import { createSender } from '#main/services/sending/sender.service.ts';
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

test('what is told and how far the log was read are kept together or not at all', () => {
  const house = openTestDatabase();
  const endpoints = { console_url: '', tracking_url: '', mailbox: { host: '127.0.0.1', port: 1 } };
  const ctx = { ...house, endpoints, secrets: secretBoxOf(Buffer.alloc(32, 5)) };
  createSender(ctx, 'somebody', {
    name: 'Marketing',
    provider: 'slack',
    secrets: { webhook_url: 'https://hooks.slack.com/services/T0/B0/X' },
    settings: { tells: 'failed' },
  });
  const follower = new FactFollower({ ...house, queue: createJobQueue(house.clock) });
  const told = () => house.db.reader.sql(`SELECT 1 FROM job WHERE kind = 'chat.tell'`).all().length;
  house.db.write((tx) => tx.record({ type: 'campaign.failed', subject: 'campaign:x', actor: null }));

  house.db.sqlite.exec(
    `CREATE TRIGGER power_cut BEFORE UPDATE ON fact_reader BEGIN SELECT RAISE(ABORT, 'power cut'); END`,
  );
  expect(() => follower.look()).toThrow('power cut');
  expect(told()).toBe(0);
  house.db.sqlite.exec('DROP TRIGGER power_cut');
  follower.look();
  expect(told()).toBe(1);
  house.close();
});
