import { and, asc, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#main/db/access.ts';
import { senderTable } from '#main/db/schema/sender.table.ts';
import type { Channel } from '#shared/domain/channel/channel.ts';
import { NO_LIMITS, type RateLimits } from '#shared/domain/channel/rate-limits.ts';
import type { WarmUp } from '#shared/domain/channel/warm-up.ts';
import { type Instant, MINUTE, type Millis } from '#shared/kernel/instant.ts';
import { hasOpenDeliveries } from '../delivery/delivery-run.repo.ts';

export type SenderRow = typeof senderTable.$inferSelect;
export type SenderEdit = Partial<
  Pick<
    SenderRow,
    | 'name'
    | 'from_name'
    | 'from_email'
    | 'reply_to'
    | 'host'
    | 'port'
    | 'security'
    | 'username'
    | 'max_connections'
    | 'settings'
  > &
    RateLimits & { warm_up: WarmUp | null; failover_no: number | null }
>;
export type NewSender = Required<Omit<SenderEdit, 'warm_up' | 'failover_no'>> &
  Pick<SenderEdit, 'warm_up' | 'failover_no'> &
  Pick<SenderRow, 'id' | 'provider' | 'channel' | 'created_at' | 'is_default'>;

export function listSenders(reader: Reader): SenderRow[] {
  return reader.orm.select().from(senderTable).where(isNull(senderTable.deleted_at)).orderBy(asc(senderTable.no)).all();
}

export function findSender(reader: Reader, id: string): SenderRow | undefined {
  return reader.orm
    .select()
    .from(senderTable)
    .where(and(eq(senderTable.id, id), isNull(senderTable.deleted_at)))
    .get();
}

/** Who can take over from a sender now. */
export function findFailover(reader: Reader, no: number): SenderRow | undefined {
  const { failover_no = null } = findSenderByNo(reader, no) ?? {};
  const failover = failover_no === null ? undefined : findSenderByNo(reader, failover_no);
  return failover?.paused_reason === null && failover.deleted_at === null ? failover : undefined;
}

export function findSenderByNo(reader: Reader, no: number): SenderRow | undefined {
  return reader.orm.select().from(senderTable).where(eq(senderTable.no, no)).get();
}

export function findDefaultSender(reader: Reader, channel: Channel): SenderRow | undefined {
  return reader.orm
    .select()
    .from(senderTable)
    .where(and(eq(senderTable.channel, channel), eq(senderTable.is_default, true), isNull(senderTable.deleted_at)))
    .get();
}

export function insertSender(tx: Tx, sender: NewSender): void {
  tx.orm
    .insert(senderTable)
    .values({ ...sender, revision: 1 })
    .run();
  tx.touch('senders');
}

/** The sender that every Herald has from its first minute: mail goes no further than the built-in mailbox. */
export function insertTestMailboxSender(tx: Tx, sender: Pick<NewSender, 'id' | 'created_at' | 'from_name'>): void {
  insertSender(tx, {
    ...sender,
    ...NO_LIMITS,
    name: 'Test mailbox',
    provider: 'test_mailbox',
    channel: 'email',
    settings: '{}',
    from_email: 'news@herald.example',
    reply_to: null,
    host: '',
    port: 0,
    security: 'none',
    username: null,
    max_connections: 5,
    is_default: true,
  });
}

/** @returns whether the row was at `revision` and has been changed */
export function updateSender(tx: Tx, id: string, revision: number, edit: SenderEdit): boolean {
  const { changes } = tx.orm
    .update(senderTable)
    .set({ ...edit, revision: sql`${senderTable.revision} + 1` })
    .where(and(eq(senderTable.id, id), eq(senderTable.revision, revision), isNull(senderTable.deleted_at)))
    .run();
  if (changes === 1) tx.touch('senders');
  return changes === 1;
}

/** The default of its channel. */
export function setDefaultSender(tx: Tx, { no, channel }: Pick<SenderRow, 'no' | 'channel'>): void {
  const others = and(eq(senderTable.channel, channel), ne(senderTable.no, no));
  tx.orm.update(senderTable).set({ is_default: false }).where(others).run();
  tx.orm.update(senderTable).set({ is_default: true }).where(eq(senderTable.no, no)).run();
  tx.touch('senders');
}

/** A reason stops everything that goes through the sender; null lets it go on. */
export function setSenderPause(tx: Tx, no: number, pause: { reason: string; at: Instant } | null): void {
  tx.orm
    .update(senderTable)
    .set({ paused_reason: pause?.reason ?? null, paused_at: pause?.at ?? null })
    .where(eq(senderTable.no, no))
    .run();
  tx.touch('senders', 'campaigns', 'home');
}

export function deleteSender(tx: Tx, no: number, at: Instant): void {
  tx.orm.update(senderTable).set({ deleted_at: at, is_default: false }).where(eq(senderTable.no, no)).run();
  tx.orm.update(senderTable).set({ failover_no: null }).where(eq(senderTable.failover_no, no)).run();
  tx.touch('senders');
}

/** How many sends would miss this sender: those under way and those that wait for their time. */
export function countSendsInProgress(reader: Reader, senderNo: number): number {
  const row = reader
    .sql<{ n: number }>(
      `SELECT count(*) AS n FROM send WHERE sender_no = ? AND state IN ('scheduled', 'sending', 'paused')
         AND ((kind = 'campaign' AND workflow_no IS NULL) OR ${hasOpenDeliveries('send.no')})`,
    )
    .get(senderNo);
  return row?.n ?? 0;
}

export interface HandedOver {
  /** Minutes since the epoch. */
  minute: number;
  n: number;
}

/** Messages handed over since a moment, by minute, through one sender or all of them; those in doubt may have arrived. */
export function handedOver(reader: Reader, since: Millis, sender_no: number | null = null): HandedOver[] {
  return reader
    .sql<HandedOver>(
      `SELECT minute, sum(n) AS n FROM (
         SELECT m.minute, m.total AS n, m.send_no FROM send_minute m WHERE m.minute >= @minute AND m.measure IN ('sent', 'failed')
         UNION ALL
         SELECT d.changed_at / ${MINUTE}, 1, d.send_no FROM send JOIN delivery d ON d.send_no = send.no
         WHERE d.state = 'unknown' AND d.changed_at >= @since AND d.state IN (
           'deferred', 'failed', 'unknown', 'skipped', 'cancelled', 'bounced', 'complained')
       ) JOIN send s ON s.no = send_no WHERE @sender_no IS NULL OR s.sender_no = @sender_no GROUP BY minute`,
    )
    .all({ minute: Math.floor(since / MINUTE), since, sender_no });
}

/** The password of a mail server is kept under the sender's own name, what other services want to be told under that and theirs. */
export const senderSecret = (id: string, name = '') => (name === '' ? `sender:${id}` : `sender:${id}:${name}`);

export function findSenderPassword(reader: Reader, id: string): Buffer | undefined {
  return reader.sql<{ sealed: Buffer }>('SELECT sealed FROM secret WHERE name = ?').get(senderSecret(id))?.sealed;
}

/** Sealed, by name. */
export function findSenderSecrets(reader: Reader, id: string): Map<string, Buffer> {
  const prefix = `${senderSecret(id)}:`;
  const rows = reader
    .sql<{ name: string; sealed: Buffer }>('SELECT name, sealed FROM secret WHERE substr(name, 1, ?) = ?')
    .all(prefix.length, prefix);
  return new Map(rows.map(({ name, sealed }) => [name.slice(prefix.length), sealed]));
}

/** @param name as `senderSecret` makes it; null removes what is kept under it */
export function saveSenderSecret(tx: Tx, name: string, sealed: Buffer | null): void {
  if (sealed === null) tx.sql('DELETE FROM secret WHERE name = ?').run(name);
  else
    tx.sql(
      'INSERT INTO secret (name, sealed) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET sealed = excluded.sealed',
    ).run(name, sealed);
}

export function forgetSenderSecrets(tx: Tx, id: string): void {
  for (const name of ['', ...findSenderSecrets(tx, id).keys()]) saveSenderSecret(tx, senderSecret(id, name), null);
}
