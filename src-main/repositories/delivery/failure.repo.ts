import type { Reader, Tx } from '#main/db/access.ts';
import { type FailureCause, failureCauseOf } from '#shared/domain/delivery/failure-cause.ts';
import { sayWhatHappened } from '#shared/domain/delivery/say-what-happened.ts';
import { type Instant, instantOf, MINUTE, type Millis } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';
import { moveCount } from './send-count.repo.ts';

/** Which failed deliveries are meant; those that somebody has discarded are none of them. */
export interface FailureFilter {
  cause?: FailureCause;
  send_no?: number;
  ids?: readonly string[];
}

export interface FailureGroup {
  cause: FailureCause;
  count: number;
  campaigns: number;
  latest_at: Instant;
  /** What a server said to the latest of them. */
  example: string | null;
}

export interface FailureView {
  id: string;
  campaign_id: string;
  campaign_name: string;
  contact_id: string | null;
  address: string;
  cause: FailureCause;
  reason: string;
  response: string | null;
  attempts: number;
  failed_at: Instant;
}

/** Single messages have a log of their own. */
const DEAD = `d.state = 'failed' AND d.discarded_at IS NULL
  AND d.send_no NOT IN (SELECT no FROM send WHERE kind = 'transactional')`;

/** The largest group first. Walks all that failed: for the thread of long reads. */
export function failureGroups(reader: Reader): FailureGroup[] {
  const rows = reader
    .sql<{ code: string | null; send_no: number; n: number; latest: Millis; newest: number }>(
      `SELECT code, send_no, count(*) AS n, max(changed_at) AS latest, max(no) AS newest
       FROM delivery d WHERE ${DEAD} GROUP BY code, send_no`,
    )
    .all();
  const byCause = Map.groupBy(rows, ({ code }) => failureCauseOf(code));
  return [...byCause]
    .map(([cause, parts]) => {
      const latest = parts.reduce((one, other) => (other.latest > one.latest ? other : one));
      return {
        cause,
        count: parts.reduce((sum, { n }) => sum + n, 0),
        campaigns: new Set(parts.map(({ send_no }) => send_no)).size,
        latest_at: instantOf(latest.latest),
        example: answerTo(reader, latest.newest),
      };
    })
    .sort((one, other) => other.count - one.count);
}

function answerTo(reader: Reader, no: number): string | null {
  return (
    reader
      .sql<{ text: string }>('SELECT r.text FROM delivery d JOIN response r ON r.no = d.response_no WHERE d.no = ?')
      .get(no)?.text ?? null
  );
}

export interface FailureQuery extends FailureFilter {
  limit: number;
  cursor?: string;
}

/** Newest first. Walks past those that failed of another cause: for the thread of long reads. */
export function readFailurePage(reader: Reader, { limit, cursor, ...filter }: FailureQuery): Page<FailureView> {
  const parameters = parametersOf(reader, filter);
  const rows = reader
    .sql<Omit<FailureView, 'id' | 'cause' | 'reason' | 'failed_at'> & { no: number; code: string; changed_at: Millis }>(
      `SELECT d.no, ca.id AS campaign_id, ca.name AS campaign_name, c.id AS contact_id, d.address, d.code, r.text AS response,
         d.attempts, d.changed_at
       FROM delivery d JOIN send s ON s.no = d.send_no JOIN campaign ca ON ca.no = s.campaign_no
       LEFT JOIN contact c ON c.no = d.contact_no AND c.deleted_at IS NULL
       LEFT JOIN response r ON r.no = d.response_no
       WHERE ${DEAD} AND ${MATCHES} AND d.no < @before ORDER BY d.no DESC LIMIT @limit`,
    )
    .all({ ...parameters, before: cursor === undefined ? Number.MAX_SAFE_INTEGER : Number(cursor), limit: limit + 1 });
  const total = reader.sql<{ n: number }>(`SELECT count(*) AS n FROM delivery d WHERE ${DEAD} AND ${MATCHES}`);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(({ no, code, changed_at, ...row }) => ({
      ...row,
      id: String(no),
      cause: failureCauseOf(code),
      reason: sayWhatHappened({ state: 'failed', code, attempts: row.attempts }),
      failed_at: instantOf(changed_at),
    })),
    next_cursor: rows.length > limit && last ? String(last.no) : null,
    total: total.get(parameters)?.n ?? 0,
  };
}

const MATCHES = `(@codes IS NULL OR d.code IN (SELECT value FROM json_each(@codes)))
  AND (@send_no IS NULL OR d.send_no = @send_no) AND (@nos IS NULL OR d.no IN (SELECT value FROM json_each(@nos)))`;

function parametersOf(reader: Reader, { cause, send_no, ids }: FailureFilter): object {
  return {
    codes: cause ? JSON.stringify(codesOf(reader, cause)) : null,
    send_no: send_no ?? null,
    nos: ids ? JSON.stringify(ids.map(Number)) : null,
  };
}

/** There are few codes, and what they mean is known elsewhere. */
function codesOf(reader: Reader, cause: FailureCause): string[] {
  return reader
    .sql<{ code: string }>(`SELECT DISTINCT code FROM delivery d WHERE ${DEAD} AND code IS NOT NULL`)
    .all()
    .flatMap(({ code }) => (failureCauseOf(code) === cause ? [code] : []));
}

const ADDRESS_NOW = `CASE s.channel WHEN 'sms' THEN c.phone
  WHEN 'push' THEN (SELECT 'push:' || count(*) FROM push_device p
    WHERE p.contact_no = c.no AND p.service = iif(k.provider = 'fcm', 'fcm', 'web_push') HAVING count(*) > 0)
  ELSE c.email END`;
/** The sender says which devices can be reached. */
const THROUGH = 'LEFT JOIN sender k ON k.no = s.sender_no';
/** A refusal for good has put the address onto the suppression list: only another one, or taking it off, lets it be tried again. */
const MUST_NOT = 'EXISTS (SELECT 1 FROM suppression x WHERE x.contact_no = c.no AND x.channel = s.channel)';

export interface Requeued {
  send_no: number;
  n: number;
}

/**
 * Puts some of them back into the queue as if they had never been tried, at the address that the contact has now. Only who has
 * failed for certain (a message that may have been delivered is none of them), may be written to, and was addressed by a send that
 * has not been given up. @returns how many, by send
 */
export function requeueFailures(
  tx: Tx,
  filter: FailureFilter,
  { limit, now }: { limit: number; now: Millis },
): Requeued[] {
  const rows = tx
    .sql<{ no: number; send_no: number; failed_at: Millis }>(
      `SELECT d.no, d.send_no, d.changed_at AS failed_at
       FROM delivery d JOIN contact c ON c.no = d.contact_no JOIN send s ON s.no = d.send_no ${THROUGH}
       WHERE ${DEAD} AND ${MATCHES} AND s.state IN ('sending', 'paused', 'sent')
         AND c.deleted_at IS NULL AND ${ADDRESS_NOW} IS NOT NULL AND NOT ${MUST_NOT} LIMIT @limit`,
    )
    .all({ ...parametersOf(tx, filter), limit });
  tx.sql(
    `UPDATE delivery SET state = 'queued', code = NULL, response_no = NULL, attempts = 0, next_at = NULL, first_at = NULL,
       changed_at = @now, address = (SELECT ${ADDRESS_NOW} FROM contact c JOIN send s ON s.no = delivery.send_no ${THROUGH}
         WHERE c.no = delivery.contact_no)
     WHERE no IN (SELECT value FROM json_each(@nos))`,
  ).run({ nos: JSON.stringify(rows.map(({ no }) => no)), now });
  const bySend = [...Map.groupBy(rows, ({ send_no }) => send_no)];
  for (const [send_no, { length: n }] of bySend) moveCount(tx, send_no, 'failed', 'queued', n);
  for (const [send_no, failed] of bySend) {
    const byMinute = Map.groupBy(failed, ({ failed_at }) => Math.floor(failed_at / MINUTE));
    for (const [minute, { length: n }] of byMinute) takeFromMinute(tx, { send_no, minute, n });
  }
  return bySend.map(([send_no, { length: n }]) => ({ send_no, n }));
}

/** Who is tried again has not failed; that something was handed over stays. */
function takeFromMinute(tx: Tx, { send_no, minute, n }: { send_no: number; minute: number; n: number }): void {
  tx.sql(
    `UPDATE send_minute SET uniques = max(uniques - ?, 0) WHERE send_no = ? AND measure = 'failed' AND minute = ?`,
  ).run(n, send_no, minute);
}

/** @returns how many are not shown any more; in their campaigns they stay failed */
export function discardFailures(tx: Tx, filter: FailureFilter, { limit, now }: { limit: number; now: Millis }): number {
  return tx
    .sql(
      `UPDATE delivery SET discarded_at = @now
       WHERE no IN (SELECT d.no FROM delivery d WHERE ${DEAD} AND ${MATCHES} LIMIT @limit)`,
    )
    .run({ ...parametersOf(tx, filter), limit, now }).changes;
}

export function countFailures(reader: Reader, filter: FailureFilter): number {
  return (
    reader
      .sql<{ n: number }>(`SELECT count(*) AS n FROM delivery d WHERE ${DEAD} AND ${MATCHES}`)
      .get(parametersOf(reader, filter))?.n ?? 0
  );
}

/** Campaigns with messages that may or may not have been delivered. */
export function campaignsInDoubt(reader: Reader): { id: string; name: string; count: number }[] {
  return reader
    .sql<{ id: string; name: string; count: number }>(
      `SELECT c.id, c.name, k.n AS count FROM send_count k JOIN send s ON s.no = k.send_no JOIN campaign c ON c.no = s.campaign_no
       WHERE k.measure = 'unknown' AND k.n > 0 AND s.kind = 'campaign' AND c.deleted_at IS NULL ORDER BY s.started_at DESC LIMIT 100`,
    )
    .all();
}
