import type { Tx } from '#main/db/access.ts';
import { channelOfAddress } from '#shared/domain/channel/address-channel.ts';
import type { DeliveryState } from '#shared/domain/delivery/delivery-state.ts';
import type { SkipReason } from '#shared/domain/delivery/eligibility.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { addressHash } from '../consent/suppression.repo.ts';
import { heldBack } from '../contact/contact-preference.sql.ts';
import { PLANNED } from '../timing/planned-delivery.repo.ts';
import { isTransactional } from './delivery-run.repo.ts';
import { moveCount } from './send-count.repo.ts';

/** A recipient that an engine has taken in hand. */
export interface ClaimedDelivery {
  no: number;
  send_no: number;
  contact_no: number;
  address: string;
  attempts: number;
  /** When it was due; null for the first try. */
  next_at: Millis | null;
  /** When a server first put it off; null: none has. */
  first_at: Millis | null;
  /** Of a test, which variant they get; null: what was chosen for the rest. */
  variant: number | null;
  /** 1 where it was due for the first time. */
  planned: number;
}

export interface ClaimRequest {
  send_no: number;
  /** Number of the claiming engine: a later one never settles an earlier one's rows. */
  claim: number;
  now: Millis;
  limit: number;
}

/** Of rows that wait or are in hand: what tells those that are new from those that were put off. */
const NOT_TRIED = `(next_at IS NULL OR code IS '${PLANNED}')`;

/** Takes recipients in hand: first those whose wait is over, then new ones. */
export function claimDeliveries(tx: Tx, { send_no, claim, now, limit }: ClaimRequest): ClaimedDelivery[] {
  const due = claimWhere(tx, 'next_at <= @now ORDER BY next_at, no', { send_no, claim, now, limit });
  const planned = due.filter((delivery) => delivery.planned === 1).length;
  moveCount(tx, send_no, 'queued', 'claimed', planned);
  moveCount(tx, send_no, 'deferred', 'claimed', due.length - planned);
  const fresh = claimWhere(tx, 'next_at IS NULL ORDER BY no', { send_no, claim, now, limit: limit - due.length });
  moveCount(tx, send_no, 'queued', 'claimed', fresh.length);
  return [...due, ...fresh];
}

function claimWhere(tx: Tx, which: string, request: ClaimRequest): ClaimedDelivery[] {
  if (request.limit <= 0) return [];
  return tx
    .sql<ClaimedDelivery>(
      `UPDATE delivery SET state = 'claimed', claim = @claim, changed_at = @now WHERE no IN (
         SELECT no FROM delivery WHERE send_no = @send_no AND state IN ('queued', 'deferred') AND ${which} LIMIT @limit)
       RETURNING no, send_no, contact_no, address, attempts, next_at, first_at, variant, code IS '${PLANNED}' AS planned`,
    )
    .all(request)
    .sort((a, b) => a.no - b.no);
}

/** Said right before the last byte of messages may leave. @returns which rows are still this engine's */
export function markInData(
  tx: Tx,
  nos: readonly number[],
  claim: number,
  now: Millis,
): Pick<ClaimedDelivery, 'no' | 'send_no'>[] {
  return tx
    .sql<Pick<ClaimedDelivery, 'no' | 'send_no'>>(
      `UPDATE delivery SET state = 'in_data', changed_at = ?
       WHERE no IN (SELECT value FROM json_each(?)) AND claim = ? AND state = 'claimed' RETURNING no, send_no`,
    )
    .all(now, JSON.stringify(nos), claim);
}

export interface Acceptance {
  nos: readonly number[];
  claim: number;
  code: string;
  response_no: number | null;
  now: Millis;
}

/** Writes that messages in hand were accepted, all in the same words. @returns how many rows were still this engine's */
export function acceptDeliveries(tx: Tx, { nos, claim, code, response_no, now }: Acceptance): number {
  return tx
    .sql(
      `UPDATE delivery SET state = 'accepted', code = ?, attempts = attempts + 1, next_at = NULL, changed_at = ?,
         response_no = ?, claim = NULL
       WHERE no IN (SELECT value FROM json_each(?)) AND claim = ? AND state IN ('claimed', 'in_data')`,
    )
    .run(code, now, response_no, JSON.stringify(nos), claim).changes;
}

export interface Settlement {
  no: number;
  claim: number;
  state: DeliveryState;
  code: string | null;
  attempts: number;
  next_at: Millis | null;
  response_no: number | null;
  now: Millis;
}

/** Writes what became of a recipient in hand. @returns whether the row was still this engine's */
export function settleDelivery(tx: Tx, settlement: Settlement): boolean {
  const { state, code, attempts, next_at, now, response_no, no, claim } = settlement;
  const { changes } = tx
    .sql(
      `UPDATE delivery SET state = ?, code = ?, attempts = ?, next_at = ?, changed_at = ?, response_no = ?, claim = NULL
       WHERE no = ? AND claim = ? AND state IN ('claimed', 'in_data')`,
    )
    .run(state, code, attempts, next_at, now, response_no, no, claim);
  return changes === 1;
}

/** From here on it counts how long it is worth trying. */
export function noteFirstDeferral(tx: Tx, no: number, now: Millis): void {
  tx.sql('UPDATE delivery SET first_at = ? WHERE no = ? AND first_at IS NULL').run(now, no);
}

/** Those who were put off until their provider has room come again at once, at most `limit` of them. @returns how many */
export function pullForward(tx: Tx, { send_no, now, limit }: { send_no: number; now: Millis; limit: number }): number {
  return tx
    .sql(
      `UPDATE delivery SET next_at = @now WHERE no IN (
         SELECT no FROM delivery WHERE send_no = @send_no AND state IN ('queued', 'deferred') AND next_at > @now
           AND code = 'DOMAIN_PACE' LIMIT @limit)`,
    )
    .run({ send_no, now, limit }).changes;
}

/** Puts a recipient in hand back to where it was taken from. @returns whether the row was still this engine's */
export function releaseDelivery(tx: Tx, no: number, claim: number): boolean {
  const { changes } = tx
    .sql(
      `UPDATE delivery SET state = iif(${NOT_TRIED}, 'queued', 'deferred'), claim = NULL
       WHERE no = ? AND claim = ? AND state IN ('claimed', 'in_data')`,
    )
    .run(no, claim);
  return changes === 1;
}

/** Which of these contacts must get nothing any more, and why. Asked again at the end, since people leave while a send is under way. */
export function findLateObstacles(
  tx: Tx,
  deliveries: readonly Pick<ClaimedDelivery, 'contact_no' | 'address'>[],
): Map<number, SkipReason> {
  const by = Map.groupBy(deliveries, ({ address }) => channelOfAddress(address));
  return new Map([
    ...findLateObstaclesOf(tx, 'email', by.get('email') ?? []),
    ...findLateObstaclesOf(tx, 'push', by.get('push') ?? []),
    ...findLateSmsObstacles(tx, by.get('sms') ?? []),
  ]);
}

/** By the contact: their addresses on these channels are theirs alone. */
function findLateObstaclesOf(
  tx: Tx,
  channel: 'email' | 'push',
  deliveries: readonly Pick<ClaimedDelivery, 'contact_no'>[],
): Map<number, SkipReason> {
  if (deliveries.length === 0) return new Map();
  const contact_nos = deliveries.map(({ contact_no }) => contact_no);
  const rows = tx
    .sql<{ contact_no: number; reason: string }>(
      `SELECT asked.value AS contact_no, coalesce(
           (SELECT reason FROM suppression WHERE contact_no = asked.value AND channel = '${channel}'),
           ${heldBack('asked.value')}) AS reason
       FROM json_each(?) asked WHERE reason IS NOT NULL`,
    )
    .all(JSON.stringify(contact_nos));
  return new Map(rows.map(({ contact_no, reason }) => [contact_no, skipReasonOf(reason)]));
}

/** By the number itself: it may have been forgotten with its owner, and come back with another. One sender sends by one channel. */
function findLateSmsObstacles(
  tx: Tx,
  deliveries: readonly Pick<ClaimedDelivery, 'contact_no' | 'address'>[],
): Map<number, SkipReason> {
  const ask = tx.sql<{ reason: string | null }>(
    `SELECT coalesce((SELECT reason FROM suppression WHERE channel = 'sms' AND address_hash = @hash),
       ${heldBack('@contact_no')}) AS reason`,
  );
  const found = deliveries.flatMap(({ contact_no, address }) => {
    const reason = ask.get({ contact_no, hash: addressHash(address) })?.reason;
    return reason ? [[contact_no, skipReasonOf(reason)] as const] : [];
  });
  return new Map(found);
}

function skipReasonOf(reason: string): SkipReason {
  return reason === 'blocked' ? 'suppressed' : (reason as SkipReason);
}

/** The moment at which the next recipient of a send that waits to be tried again is due. */
export function nextDue(tx: Pick<Tx, 'sql'>, send_no: number): Millis | null {
  return (
    tx
      .sql<{ at: Millis | null }>(
        `SELECT min(next_at) AS at FROM delivery WHERE send_no = ? AND state IN ('queued', 'deferred') AND next_at > 0`,
      )
      .get(send_no)?.at ?? null
  );
}

export interface Recovered {
  send_no: number;
  /** Not handed over for certain, so tried again. */
  requeued: number;
  /** Perhaps handed over, so never sent again by itself. */
  unknown: number;
}

/** What engines that are no more had in hand, when this one starts. Only rows of other claims are touched. */
export function recoverDeliveries(tx: Tx, claim: number, now: Millis): Recovered[] {
  const sends = tx
    .sql<{ send_no: number }>(
      `SELECT DISTINCT send_no FROM delivery WHERE state IN ('claimed', 'in_data') AND claim <> ?`,
    )
    .all(claim);
  return sends.map(({ send_no }) => {
    if (isTransactional(tx, send_no)) tryAgain(tx, { send_no, claim, now });
    const unknown = tx
      .sql(
        `UPDATE delivery SET state = 'unknown', code = 'CRASH', attempts = attempts + 1, claim = NULL, changed_at = ?
         WHERE send_no = ? AND state = 'in_data' AND state IN ('claimed', 'in_data') AND claim <> ?`,
      )
      .run(now, send_no, claim).changes;
    const requeue = (state: 'queued' | 'deferred', waited: string) =>
      tx
        .sql(
          `UPDATE delivery SET state = '${state}', claim = NULL
           WHERE send_no = ? AND state = 'claimed' AND state IN ('claimed', 'in_data') AND claim <> ? AND ${waited}`,
        )
        .run(send_no, claim).changes;
    const queued = requeue('queued', NOT_TRIED);
    const deferred = requeue('deferred', `NOT ${NOT_TRIED}`);
    moveCount(tx, send_no, 'in_data', 'unknown', unknown);
    moveCount(tx, send_no, 'claimed', 'queued', queued);
    moveCount(tx, send_no, 'claimed', 'deferred', deferred);
    return { send_no, requeued: queued + deferred, unknown };
  });
}

/** A single message is never lost: what was perhaps handed over is sent once more, under the same Message-ID. */
function tryAgain(tx: Tx, { send_no, claim, now }: Pick<ClaimRequest, 'send_no' | 'claim' | 'now'>): void {
  const { changes } = tx
    .sql(
      `UPDATE delivery SET state = 'deferred', code = 'CRASH', attempts = attempts + 1, claim = NULL, next_at = @now,
         changed_at = @now
       WHERE send_no = @send_no AND state = 'in_data' AND state IN ('claimed', 'in_data') AND claim <> @claim`,
    )
    .run({ send_no, claim, now });
  moveCount(tx, send_no, 'in_data', 'deferred', changes);
}

/** A number for a new engine, larger than that of any before it. */
export function nextClaim(tx: Tx): number {
  return tx.sql<{ claim: number }>('UPDATE sending_engine SET claim = claim + 1 RETURNING claim').get()?.claim ?? 1;
}
