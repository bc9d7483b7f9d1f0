import type { Reader, Tx } from '#main/db/access.ts';
import { ASKED } from '#shared/domain/tracking/hit.ts';
import { EVIDENCE, isByPerson, type Judgement, VERDICTS } from '#shared/domain/tracking/verdict.ts';
import { MINUTE, type Millis } from '#shared/kernel/instant.ts';
import type { StoredHitKind } from './hit.repo.ts';

/** How far hits have been judged; the columns are told in migrations/0045-verdicts.sql. */
export interface ClassifierState {
  version: number;
  seen: number;
  redone: number | null;
  assumed: number;
}

export function classifierState(reader: Reader): ClassifierState {
  const row = reader.sql<ClassifierState>('SELECT version, seen, redone, assumed FROM classifier').get();
  return row ?? { version: 0, seen: 0, redone: null, assumed: 0 };
}

export function saveClassifierState(tx: Tx, { version, seen, redone }: Omit<ClassifierState, 'assumed'>): void {
  tx.sql('UPDATE classifier SET version = ?, seen = ?, redone = ?').run(version, seen, redone);
}

/** Whether hits wait for their first verdict. */
export function hasNewHits(reader: Reader, seen: number): boolean {
  return (reader.sql<{ last: number | null }>('SELECT max(no) AS last FROM hit').get()?.last ?? 0) > seen;
}

export interface JudgedHit {
  no: number;
  delivery_no: number;
  send_no: number;
  kind: 'open' | 'click';
  at: Millis;
  since: Millis | null;
  link: number | null;
  agent: string;
  ip: string;
  asked: (typeof ASKED)[number];
  /** null: it had none. */
  before: Judgement | null;
}

type HitRecord = Omit<JudgedHit, 'asked' | 'before'> & {
  asked: number;
  verdict: number | null;
  evidence: number | null;
};

const HIT = `h.no, h.delivery_no, h.send_no, h.kind, h.at, h.since, h.link, coalesce(a.text, '') AS agent, h.ip, h.asked`;

/** The next hits that have not been looked at, in the order in which they came; those that nobody is known for and leavings are left out. */
export function hitsAfter(reader: Reader, seen: number, limit: number): { last: number; hits: JudgedHit[] } {
  const rows = reader
    .sql<Omit<HitRecord, 'kind'> & { kind: StoredHitKind }>(
      `SELECT ${HIT}, NULL AS verdict, NULL AS evidence FROM hit h LEFT JOIN agent a ON a.no = h.agent_no
       WHERE h.no > ? ORDER BY h.no LIMIT ?`,
    )
    .all(seen, limit);
  return {
    last: rows.at(-1)?.no ?? seen,
    hits: rows.flatMap((row) => (isJudged(row) && row.delivery_no > 0 ? [judgedHit(row)] : [])),
  };
}

/** What has come from a message and been judged, the first of it. */
export function judgedHitsOf(reader: Reader, delivery_no: number, limit: number): JudgedHit[] {
  return reader
    .sql<HitRecord>(
      `SELECT ${HIT}, v.verdict, v.evidence FROM hit_verdict v CROSS JOIN hit h ON h.no = v.hit_no
         LEFT JOIN agent a ON a.no = h.agent_no
       WHERE v.delivery_no = ? ORDER BY v.hit_no LIMIT ?`,
    )
    .all(delivery_no, limit)
    .map(judgedHit);
}

/** The next messages from which something came and has been judged. */
export function judgedDeliveriesAfter(reader: Reader, delivery_no: number, limit: number): number[] {
  return reader
    .sql<{ delivery_no: number }>(
      'SELECT DISTINCT delivery_no FROM hit_verdict WHERE delivery_no > ? ORDER BY delivery_no LIMIT ?',
    )
    .all(delivery_no, limit)
    .map((row) => row.delivery_no);
}

function isJudged<Row extends { kind: StoredHitKind }>(row: Row): row is Row & { kind: 'open' | 'click' } {
  return row.kind !== 'unsubscribe';
}

function judgedHit({ verdict, evidence, asked, ...row }: HitRecord): JudgedHit {
  return { ...row, asked: ASKED[asked] ?? 'get', before: judgement(verdict, evidence) };
}

function judgement(verdict: number | null, evidence: number | null): Judgement | null {
  if (verdict === null || evidence === null) return null;
  return { verdict: VERDICTS[verdict] ?? 'unknown', evidence: EVIDENCE[evidence] ?? 'ordinary_agent' };
}

export function saveVerdict(
  tx: Tx,
  { no, delivery_no }: Pick<JudgedHit, 'no' | 'delivery_no'>,
  { verdict, evidence }: Judgement,
): void {
  tx.sql(
    `INSERT INTO hit_verdict (delivery_no, hit_no, verdict, evidence) VALUES (?, ?, ?, ?)
     ON CONFLICT (delivery_no, hit_no) DO UPDATE SET verdict = excluded.verdict, evidence = excluded.evidence`,
  ).run(delivery_no, no, VERDICTS.indexOf(verdict), EVIDENCE.indexOf(evidence));
}

/** What people did with one message: opened it, clicked in it, followed one link. */
export interface HumanDeed {
  kind: 'open' | 'click';
  link: number;
  n: number;
  at: Millis | null;
  last_at: Millis | null;
}

export function humanDeedsOf(reader: Reader, delivery_no: number): HumanDeed[] {
  return reader
    .sql<HumanDeed>(
      `SELECT kind, link, human_n AS n, human_at AS at, human_last_at AS last_at FROM hit_first
       WHERE delivery_no = ? AND kind IN ('open', 'click')`,
    )
    .all(delivery_no);
}

export function saveHumanDeed(tx: Tx, delivery_no: number, { kind, link, n, at, last_at }: HumanDeed): void {
  tx.sql(
    'UPDATE hit_first SET human_n = ?, human_at = ?, human_last_at = ? WHERE delivery_no = ? AND kind = ? AND link = ?',
  ).run(n, at, last_at, delivery_no, kind, link);
}

/** The ids of the campaigns of sends. */
export function campaignIdsOf(reader: Reader, send_nos: Iterable<number>): string[] {
  return reader
    .sql<{ id: string }>(
      `SELECT DISTINCT c.id FROM json_each(?) j CROSS JOIN send s ON s.no = j.value JOIN campaign c ON c.no = s.campaign_no`,
    )
    .all(JSON.stringify([...send_nos]))
    .map(({ id }) => id);
}

/** Sums of people, changed by differences and written at the end, once for each minute and link. */
export class HumanSums {
  readonly #minutes = new Map<
    string,
    [send: number, measure: string, minute: number, total: number, uniques: number]
  >();
  readonly #links = new Map<string, [send: number, idx: number, total: number, uniques: number]>();

  addMinute({ send_no, kind, at }: { send_no: number; kind: 'open' | 'click'; at: Millis }, change: Change): void {
    const measure = kind === 'open' ? 'human_opened' : 'human_clicked';
    const minute = Math.floor(at / MINUTE);
    const sum = this.#minutes.get(`${send_no} ${measure} ${minute}`) ?? [send_no, measure, minute, 0, 0];
    sum[3] += change.total;
    sum[4] += change.uniques;
    this.#minutes.set(`${send_no} ${measure} ${minute}`, sum);
  }

  addLink(send_no: number, idx: number, change: Change): void {
    const sum = this.#links.get(`${send_no} ${idx}`) ?? [send_no, idx, 0, 0];
    sum[2] += change.total;
    sum[3] += change.uniques;
    this.#links.set(`${send_no} ${idx}`, sum);
  }

  /** @returns whether anything has changed */
  write(tx: Tx): boolean {
    const minutes = [...this.#minutes.values()].filter(([, , , total, uniques]) => total !== 0 || uniques !== 0);
    const links = [...this.#links.values()].filter(([, , total, uniques]) => total !== 0 || uniques !== 0);
    for (const sum of minutes) {
      tx.sql(
        `INSERT INTO send_minute (send_no, measure, minute, total, uniques) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT (send_no, measure, minute) DO UPDATE SET total = total + excluded.total, uniques = uniques + excluded.uniques`,
      ).run(...sum);
    }
    for (const sum of links) {
      tx.sql(
        `INSERT INTO link_count (send_no, idx, total, uniques, human_total, human_uniques) VALUES (?, ?, 0, 0, ?, ?)
         ON CONFLICT (send_no, idx) DO UPDATE SET human_total = human_total + excluded.human_total,
           human_uniques = human_uniques + excluded.human_uniques`,
      ).run(...sum);
    }
    return minutes.length + links.length > 0;
  }
}

interface Change {
  total: number;
  uniques: number;
}

/** Whether a hit counted as a person's before it was judged now. */
export function countedAsPerson({ before, no }: JudgedHit, assumed: number): boolean {
  return before ? isByPerson(before.verdict) : no <= assumed;
}
