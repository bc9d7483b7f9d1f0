import { expect, test } from 'vitest';
import { devicesToReach, dropDevice, dropGone, keepDevice } from '#main/repositories/push/push-device.repo.ts';
import { openTestDatabase } from '#test/support/open-test-database.ts';
import { sendRows } from '#test/support/send-rows.ts';

test('a device that is told gone when it had been removed already takes no later one with it', () => {
  const house = openTestDatabase();
  sendRows(house, { recipients: 1 });
  const contact = house.db.reader.sql<{ no: number; id: string }>('SELECT no, id FROM contact').get() ?? {
    no: 0,
    id: '',
  };
  const keep = (address: string) => {
    const device = { service: 'fcm' as const, address, p256dh: '', auth: '', label: '' };
    const id = house.ids.id();
    house.db.write((tx) => keepDevice(tx, { ...device, id, contact, now: house.clock.now() }));
    return id;
  };
  const reached = () => devicesToReach(house.db.reader, contact.no, 'fcm');
  const first = keep('first');
  const gone = reached().map(({ no }) => no);
  house.db.write((tx) => dropDevice(tx, first));
  keep('second');
  house.db.write((tx) => dropGone(tx, gone));
  expect(reached()).toMatchObject([{ address: 'second' }]);
  house.close();
});
