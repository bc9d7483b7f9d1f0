import type { Reader, Tx } from '#main/db/access.ts';
import type { AudienceRule } from '#shared/domain/campaign/audience-rule.ts';
import type { SkipReason } from '#shared/domain/delivery/eligibility.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { audienceSql } from './audience.sql.ts';
import { addToCount } from './send-count.repo.ts';

export interface AudienceSize {
  addressed: number;
  recipients: number;
  excluded: Partial<Record<SkipReason, number>>;
}

const LAST_CONTACT = Number.MAX_SAFE_INTEGER;

/** Walks the whole audience: for the thread of long reads. */
export function countAudience(reader: Reader, rule: AudienceRule): AudienceSize {
  const rows = reader
    .sql<{ reason: SkipReason | null; n: number }>(
      `SELECT reason, count(*) AS n FROM (${audienceSql(rule.everyone)}) GROUP BY reason`,
    )
    .all(parametersOf(reader, rule));
  const recipients = rows.find(({ reason }) => reason === null)?.n ?? 0;
  const excluded: AudienceSize['excluded'] = {};
  for (const { reason, n } of rows) if (reason) excluded[reason] = n;
  return { addressed: rows.reduce((sum, { n }) => sum + n, 0), recipients, excluded };
}

/** The id of the first who would get it. */
export function findFirstRecipient(reader: Reader, rule: AudienceRule): string | null {
  const row = reader
    .sql<{ id: string }>(`SELECT id FROM (${audienceSql(rule.everyone)}) WHERE reason IS NULL ORDER BY no LIMIT 1`)
    .get(parametersOf(reader, rule));
  return row?.id ?? null;
}

export interface FreezeStep {
  send_no: number;
  rule: AudienceRule;
  /** Contact numbers of this step, both inclusive. */
  first: number;
  last: number;
  now: Millis;
}

/** Writes the ledger rows of one range of contacts. @returns how many */
export function freezeRange(tx: Tx, { send_no, rule, first, last, now }: FreezeStep): number {
  const before = tx.sql<{ no: number }>('SELECT coalesce(max(no), 0) AS no FROM delivery').get()?.no ?? 0;
  const { changes } = tx
    .sql(
      `INSERT INTO delivery (send_no, contact_no, address, state, code, changed_at)
       SELECT @send_no, no, address, CASE WHEN reason IS NULL THEN 'queued' ELSE 'skipped' END, reason, @now
       FROM (${audienceSql(rule.everyone)}) ORDER BY no`,
    )
    .run({ ...parametersOf(tx, rule), first, last, send_no, now });
  if (changes > 0) countNewRows(tx, send_no, before);
  return changes;
}

/** The rows behind a number are those of this step: nobody else writes meanwhile. */
function countNewRows(tx: Tx, send_no: number, after: number): void {
  const rows = tx
    .sql<{ measure: string; n: number }>(
      `SELECT CASE state WHEN 'skipped' THEN 'skipped:' || code ELSE state END AS measure, count(*) AS n
       FROM delivery WHERE no > ? GROUP BY 1`,
    )
    .all(after);
  for (const { measure, n } of rows) addToCount(tx, send_no, measure, n);
}

/** Why this contact would get nothing now; null when they would, or are not addressed at all any more. */
export function whyNotNow(reader: Reader, rule: AudienceRule, contact_no: number): SkipReason | null {
  const row = reader
    .sql<{ reason: SkipReason | null }>(`SELECT reason FROM (${audienceSql(rule.everyone)})`)
    .get({ ...parametersOf(reader, rule), first: contact_no, last: contact_no });
  return row?.reason ?? null;
}

/** The highest contact number there is: where a freeze ends. */
export function lastContactNo(reader: Reader): number {
  return reader.sql<{ no: number }>('SELECT coalesce(max(no), 0) AS no FROM contact').get()?.no ?? 0;
}

/** Lists and campaigns that a rule names and that are no more, as dotted paths of the rule. */
export function missingInAudience(reader: Reader, rule: AudienceRule): string[] {
  const parts = [
    ['include_lists', 'SELECT 1 FROM list WHERE id = ? AND deleted_at IS NULL'],
    ['exclude_lists', 'SELECT 1 FROM list WHERE id = ? AND deleted_at IS NULL'],
    ['exclude_campaigns', 'SELECT 1 FROM campaign WHERE id = ? AND deleted_at IS NULL'],
  ] as const;
  return parts.flatMap(([part, sql]) =>
    rule[part].flatMap((id, index) => (reader.sql(sql).get(id) ? [] : [`audience.${part}.${index}`])),
  );
}

function parametersOf(reader: Reader, rule: AudienceRule): object {
  return {
    first: 0,
    last: LAST_CONTACT,
    include: numbersOf(reader, 'SELECT no FROM list WHERE id IN (SELECT value FROM json_each(?))', rule.include_lists),
    exclude: numbersOf(reader, 'SELECT no FROM list WHERE id IN (SELECT value FROM json_each(?))', rule.exclude_lists),
    earlier: numbersOf(
      reader,
      `SELECT s.no FROM send s JOIN campaign c ON c.no = s.campaign_no
       WHERE c.id IN (SELECT value FROM json_each(?))`,
      rule.exclude_campaigns,
    ),
  };
}

function numbersOf(reader: Reader, sql: string, ids: readonly string[]): string {
  const rows = reader.sql<{ no: number }>(sql).all(JSON.stringify(ids));
  return JSON.stringify(rows.map(({ no }) => no));
}
