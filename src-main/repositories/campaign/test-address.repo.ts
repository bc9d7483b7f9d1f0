import type { Reader, Tx } from '#main/db/access.ts';
import type { Channel } from '#shared/domain/channel/channel.ts';
import type { Millis } from '#shared/kernel/instant.ts';

/** More than somebody chooses among. */
const KEPT = 20;

/** Where this user has sent tests to, the last first. */
export function testAddressesOf(reader: Reader, user_id: string, channel: Channel): string[] {
  return reader
    .sql<{ address: string }>(
      'SELECT address FROM test_address WHERE user_id = ? AND channel = ? ORDER BY used_at DESC, address LIMIT ?',
    )
    .all(user_id, channel, KEPT)
    .map(({ address }) => address);
}

export function rememberTestAddresses(
  tx: Tx,
  { user_id, channel, at }: { user_id: string; channel: Channel; at: Millis },
  addresses: readonly string[],
): void {
  const list = JSON.stringify(addresses);
  tx.sql(
    `INSERT INTO test_address (user_id, channel, address, used_at) SELECT ?, ?, value, ? FROM json_each(?) WHERE true
     ON CONFLICT DO UPDATE SET used_at = excluded.used_at`,
  ).run(user_id, channel, at, list);
  tx.sql(
    `DELETE FROM test_address WHERE user_id = @user_id AND channel = @channel AND address NOT IN (
       SELECT address FROM test_address WHERE user_id = @user_id AND channel = @channel
       ORDER BY used_at DESC, address LIMIT @kept)`,
  ).run({ user_id, channel, kept: KEPT });
}

export function forgetTestAddress(tx: Tx, user_id: string, channel: Channel, address: string): void {
  tx.sql('DELETE FROM test_address WHERE user_id = ? AND channel = ? AND address = ?').run(user_id, channel, address);
}
