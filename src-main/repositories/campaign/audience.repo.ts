import type { Reader, Tx } from '#main/db/access.ts';
import type { AudienceRule } from '#shared/domain/campaign/audience-rule.ts';
import type { ContactTexts } from '#shared/domain/contact-fields.ts';
import type { SkipReason } from '#shared/domain/delivery/eligibility.ts';
import { NOWHERE, type SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { DAY, type Millis } from '#shared/kernel/instant.ts';
import { addToCount } from '../delivery/send-count.repo.ts';
import { type SegmentClause, segmentClause } from '../segment/segment-query.repo.ts';
import { ruleOfSegment } from '../segment/segment-rule.repo.ts';
import { readTimingRules } from '../timing/timing-rules.repo.ts';
import { type AudienceChannel, audienceSql, type SegmentParts } from './audience.sql.ts';

export interface AudienceSize {
  addressed: number;
  recipients: number;
  excluded: Partial<Record<SkipReason, number>>;
}

const LAST_CONTACT = Number.MAX_SAFE_INTEGER;

/** Whom a rule addresses at a moment: what dates of its segments are counted from. */
export interface AudienceQuestion {
  rule: AudienceRule;
  channel: AudienceChannel;
  now: Millis;
  /** The send that asks: what it has sent itself is no reason. */
  own_send?: number;
}

/** Walks the whole audience: for the thread of long reads. */
export function countAudience(reader: Reader, question: AudienceQuestion): AudienceSize {
  const { sql, values } = audienceSql(question.rule.everyone, segmentParts(reader, question, 'all'), question.channel);
  const rows = reader
    .sql<{ reason: SkipReason | null; n: number }>(`SELECT reason, count(*) AS n FROM (${sql}) GROUP BY reason`)
    .all(...values, parametersOf(reader, question));
  const recipients = rows.find(({ reason }) => reason === null)?.n ?? 0;
  const excluded: AudienceSize['excluded'] = {};
  for (const { reason, n } of rows) if (reason) excluded[reason] = n;
  return { addressed: rows.reduce((sum, { n }) => sum + n, 0), recipients, excluded };
}

/** The id of the first who would get it. */
export function findFirstRecipient(reader: Reader, question: AudienceQuestion): string | null {
  const { sql, values } = audienceSql(question.rule.everyone, segmentParts(reader, question, 'some'), question.channel);
  const row = reader
    .sql<{ id: string }>(`SELECT id FROM (${sql}) WHERE reason IS NULL ORDER BY no LIMIT 1`)
    .get(...values, parametersOf(reader, question));
  return row?.id ?? null;
}

export interface RecipientContact extends ContactTexts {
  no: number;
  id: string;
  email: string | null;
  attributes: string;
}

/** The first who would get it, with what is known of them. */
export function firstRecipients(reader: Reader, question: AudienceQuestion, limit: number): RecipientContact[] {
  const { sql, values } = audienceSql(question.rule.everyone, segmentParts(reader, question, 'some'), question.channel);
  return reader
    .sql<RecipientContact>(
      `SELECT ${RECIPIENT} FROM (SELECT no FROM (${sql}) WHERE reason IS NULL ORDER BY no LIMIT @limit) a
       JOIN contact c ON c.no = a.no ORDER BY c.no`,
    )
    .all(...values, { ...parametersOf(reader, question), limit });
}

/** Asks of one contact after the other whether they would get it. */
export function recipientCheck(reader: Reader, question: AudienceQuestion): (contact_no: number) => boolean {
  const { sql, values } = audienceSql(question.rule.everyone, segmentParts(reader, question, 'some'), question.channel);
  const asked = reader.sql(`SELECT 1 FROM (${sql}) WHERE reason IS NULL`);
  const parameters = parametersOf(reader, question);
  return (no) => asked.get(...values, { ...parameters, first: no, last: no }) !== undefined;
}

const RECIPIENT =
  'c.no, c.id, c.email, c.first_name, c.last_name, c.company, c.city, c.country, c.locale, c.timezone, c.attributes';

/** Those in a range of contact numbers, both inclusive, who would get it. */
export function recipientsBetween(
  reader: Reader,
  question: AudienceQuestion,
  range: { first: number; last: number },
): RecipientContact[] {
  const { sql, values } = audienceSql(question.rule.everyone, segmentParts(reader, question, 'some'), question.channel);
  return reader
    .sql<RecipientContact>(
      `SELECT ${RECIPIENT}
       FROM (${sql}) a JOIN contact c ON c.no = a.no WHERE a.reason IS NULL ORDER BY c.no`,
    )
    .all(...values, { ...parametersOf(reader, question), ...range });
}

export interface FreezeStep extends AudienceQuestion {
  send_no: number;
  /** Contact numbers of this step, both inclusive. */
  first: number;
  last: number;
  /** When the rows are written; `now` is the same for all steps. */
  at: Millis;
}

/** Writes the ledger rows of one range of contacts. @returns how many */
export function freezeRange(tx: Tx, { send_no, rule, channel, now, first, last, at }: FreezeStep): number {
  const before = tx.sql<{ no: number }>('SELECT coalesce(max(no), 0) AS no FROM delivery').get()?.no ?? 0;
  const { sql, values } = audienceSql(rule.everyone, segmentParts(tx, { rule, now, channel }, 'some'), channel);
  const { changes } = tx
    .sql(
      `INSERT INTO delivery (send_no, contact_no, address, state, code, changed_at)
       SELECT @send_no, no, address, CASE WHEN reason IS NULL THEN 'queued' ELSE 'skipped' END, reason, @at
       FROM (${sql}) ORDER BY no`,
    )
    .run(...values, { ...parametersOf(tx, { rule, channel, now, own_send: send_no }), first, last, send_no, at });
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
export function whyNotNow(reader: Reader, question: AudienceQuestion, contact_no: number): SkipReason | null {
  return standingNow(reader, question, contact_no)?.reason ?? null;
}

/** What an audience says of one contact now; undefined: they are not in it. */
export function standingNow(
  reader: Reader,
  question: AudienceQuestion,
  contact_no: number,
): { reason: SkipReason | null } | undefined {
  const { sql, values } = audienceSql(question.rule.everyone, segmentParts(reader, question, 'some'), question.channel);
  return reader
    .sql<{ reason: SkipReason | null }>(`SELECT reason FROM (${sql})`)
    .get(...values, { ...parametersOf(reader, question), first: contact_no, last: contact_no });
}

/** The highest contact number there is: where a freeze ends. */
export function lastContactNo(reader: Reader): number {
  return reader.sql<{ no: number }>('SELECT coalesce(max(no), 0) AS no FROM contact').get()?.no ?? 0;
}

/** Lists, segments and campaigns that a rule names and that are no more, as dotted paths of the rule. */
export function missingInAudience(reader: Reader, rule: AudienceRule): string[] {
  const parts = [
    ['include_lists', 'SELECT 1 FROM list WHERE id = ? AND deleted_at IS NULL'],
    ['include_segments', 'SELECT 1 FROM segment WHERE id = ? AND deleted_at IS NULL'],
    ['exclude_lists', 'SELECT 1 FROM list WHERE id = ? AND deleted_at IS NULL'],
    ['exclude_segments', 'SELECT 1 FROM segment WHERE id = ? AND deleted_at IS NULL'],
    ['exclude_campaigns', 'SELECT 1 FROM campaign WHERE id = ? AND deleted_at IS NULL'],
    ['unopened_campaigns', 'SELECT 1 FROM campaign WHERE id = ? AND deleted_at IS NULL'],
  ] as const;
  return parts.flatMap(([part, sql]) =>
    rule[part].flatMap((id, index) => (reader.sql(sql).get(id) ? [] : [`audience.${part}.${index}`])),
  );
}

/** The segments of a rule as conditions: to be asked of some contacts, or of all of them at once. Both say the same. */
function segmentParts(reader: Reader, { rule, now }: AudienceQuestion, of: 'some' | 'all'): SegmentParts {
  const include = rule.everyone ? null : anyOf(reader, rule.include_segments, now);
  const exclude = anyOf(reader, rule.exclude_segments, now);
  return {
    include: include && (of === 'all' ? include : include.each),
    exclude: exclude && (of === 'all' ? exclude : exclude.each),
    candidates: (of === 'all' && rule.include_lists.length === 0 && include?.candidates) || null,
  };
}

function anyOf(reader: Reader, ids: readonly string[], now: Millis): SegmentClause | null {
  const [first, ...others] = ids.map((id) => ruleOfSegment(reader, id));
  if (!first) return null;
  const rule: SegmentNode = others.length === 0 ? first : { kind: 'or', children: [first, ...others], span: NOWHERE };
  return segmentClause(reader, rule, now);
}

function parametersOf(reader: Reader, { rule, now, own_send = 0 }: AudienceQuestion): object {
  const { cap_messages, cap_days } = readTimingRules(reader);
  return {
    cap: cap_messages ?? 0,
    cap_since: now - (cap_days ?? 0) * DAY,
    own_send,
    first: 0,
    last: LAST_CONTACT,
    send_no: -1,
    include: numbersOf(reader, 'SELECT no FROM list WHERE id IN (SELECT value FROM json_each(?))', rule.include_lists),
    exclude: numbersOf(reader, 'SELECT no FROM list WHERE id IN (SELECT value FROM json_each(?))', rule.exclude_lists),
    earlier: numbersOf(
      reader,
      `SELECT s.no FROM send s JOIN campaign c ON c.no = s.campaign_no
       WHERE c.no IN (SELECT x.no FROM json_each(?) named JOIN campaign p ON p.id = named.value
         JOIN campaign x ON x.no = p.no OR x.series_no = p.no)`,
      rule.exclude_campaigns,
    ),
    unopened: numbersOf(reader, SENDS_OF, rule.unopened_campaigns),
  };
}

const SENDS_OF = `SELECT s.no FROM send s JOIN campaign c ON c.no = s.campaign_no
  WHERE c.id IN (SELECT value FROM json_each(?))`;

function numbersOf(reader: Reader, sql: string, ids: readonly string[]): string {
  const rows = reader.sql<{ no: number }>(sql).all(JSON.stringify(ids));
  return JSON.stringify(rows.map(({ no }) => no));
}
