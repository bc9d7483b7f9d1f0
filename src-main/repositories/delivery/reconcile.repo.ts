import type { Reader } from '#main/db/access.ts';

/** A number that is kept, and what the rows behind it say. */
export interface Discrepancy {
  what: string;
  kept: number;
  counted: number;
}

/** Recounts the ledger and the hits of a send. Empty when every number that people see is true. */
export function reconcile(reader: Reader, send_no: number): Discrepancy[] {
  return [
    ...compare(reader, send_no, 'deliveries', COUNTERS, LEDGER),
    ...compare(reader, send_no, 'uniques', MINUTE_UNIQUES, FIRST_HITS),
    ...compare(reader, send_no, 'totals', MINUTE_TOTALS, HITS),
    ...compare(reader, send_no, 'link uniques', LINK_UNIQUES, FIRST_CLICKS),
    ...compare(reader, send_no, 'people', HUMAN_UNIQUES, FIRST_HUMAN_HITS),
    ...compare(reader, send_no, 'hits of people', HUMAN_TOTALS, HUMAN_HITS),
    ...compare(reader, send_no, 'people by link', HUMAN_LINK_UNIQUES, FIRST_HUMAN_CLICKS),
    ...compare(reader, send_no, 'clicks of people by link', HUMAN_LINK_TOTALS, HUMAN_CLICKS),
  ];
}

interface Sum {
  name: string;
  n: number;
}

function compare(reader: Reader, send_no: number, of: string, keptSql: string, countedSql: string): Discrepancy[] {
  const kept = sums(reader, keptSql, send_no);
  const counted = sums(reader, countedSql, send_no);
  const names = [...new Set([...kept.keys(), ...counted.keys()])];
  return names
    .map((name) => ({ what: `${of}: ${name}`, kept: kept.get(name) ?? 0, counted: counted.get(name) ?? 0 }))
    .filter(({ kept, counted }) => kept !== counted);
}

function sums(reader: Reader, sql: string, send_no: number): Map<string, number> {
  return new Map(
    reader
      .sql<Sum>(sql)
      .all(send_no)
      .map(({ name, n }) => [name, n]),
  );
}

const COUNTERS = 'SELECT measure AS name, n FROM send_count WHERE send_no = ?';
const LEDGER = `SELECT iif(state = 'skipped', 'skipped:' || code, state) AS name, count(*) AS n
  FROM delivery WHERE send_no = ? GROUP BY 1`;

const MEASURE = `CASE h.kind WHEN 'open' THEN 'opened' WHEN 'click' THEN 'clicked' ELSE 'unsubscribed' END`;
const MINUTE = `FROM send_minute WHERE send_no = ? AND measure IN ('opened', 'clicked', 'unsubscribed') GROUP BY measure`;
const HUMAN_MINUTE = `FROM send_minute WHERE send_no = ? AND measure IN ('human_opened', 'human_clicked') GROUP BY measure`;
const MINUTE_UNIQUES = `SELECT measure AS name, sum(uniques) AS n ${MINUTE}`;
const MINUTE_TOTALS = `SELECT measure AS name, sum(total) AS n ${MINUTE}`;
const FIRST_HITS = `SELECT ${MEASURE} AS name, count(*) AS n FROM delivery d
  JOIN hit_first h ON h.delivery_no = d.no AND h.link = -1 WHERE d.send_no = ? GROUP BY 1`;
const HITS = `SELECT ${MEASURE} AS name, count(*) AS n FROM hit h WHERE h.send_no = ? AND h.asked <> 1 GROUP BY 1`;

const LINK_UNIQUES = 'SELECT idx AS name, uniques AS n FROM link_count WHERE send_no = ?';
const FIRST_CLICKS = `SELECT h.link AS name, count(*) AS n FROM delivery d
  JOIN hit_first h ON h.delivery_no = d.no AND h.kind = 'click' AND h.link >= 0 WHERE d.send_no = ? GROUP BY 1`;

/** Without the sums that have come back to nought. */
const SOME = 'HAVING n > 0';
const HUMAN_UNIQUES = `SELECT measure AS name, sum(uniques) AS n ${HUMAN_MINUTE} ${SOME}`;
const HUMAN_TOTALS = `SELECT measure AS name, sum(total) AS n ${HUMAN_MINUTE} ${SOME}`;
const HUMAN = `CASE h.kind WHEN 'open' THEN 'human_opened' ELSE 'human_clicked' END`;
const FIRST_HUMAN_HITS = `SELECT ${HUMAN} AS name, count(*) AS n FROM delivery d
  JOIN hit_first h ON h.delivery_no = d.no AND h.link = -1 AND h.human_n > 0 WHERE d.send_no = ? GROUP BY 1`;
/** Without a verdict: what came before there were any counts as human until it has one. */
const BY_PEOPLE = `hit h LEFT JOIN hit_verdict v ON v.delivery_no = h.delivery_no AND v.hit_no = h.no
  WHERE h.send_no = ? AND iif(v.verdict IS NULL, h.no <= (SELECT assumed FROM classifier) AND h.kind <> 'unsubscribe', v.verdict IN (0, 2))`;
const HUMAN_HITS = `SELECT ${HUMAN} AS name, count(*) AS n FROM ${BY_PEOPLE} GROUP BY 1`;
const HUMAN_CLICKS = `SELECT h.link AS name, count(*) AS n FROM ${BY_PEOPLE} AND h.kind = 'click' GROUP BY 1`;
const HUMAN_LINK_UNIQUES =
  'SELECT idx AS name, human_uniques AS n FROM link_count WHERE send_no = ? AND human_uniques > 0';
const HUMAN_LINK_TOTALS = 'SELECT idx AS name, human_total AS n FROM link_count WHERE send_no = ? AND human_total > 0';
const FIRST_HUMAN_CLICKS = `SELECT h.link AS name, count(*) AS n FROM delivery d
  JOIN hit_first h ON h.delivery_no = d.no AND h.kind = 'click' AND h.link >= 0 AND h.human_n > 0 WHERE d.send_no = ? GROUP BY 1`;
