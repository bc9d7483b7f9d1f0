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
const MINUTE_UNIQUES = `SELECT measure AS name, sum(uniques) AS n ${MINUTE}`;
const MINUTE_TOTALS = `SELECT measure AS name, sum(total) AS n ${MINUTE}`;
const FIRST_HITS = `SELECT ${MEASURE} AS name, count(*) AS n FROM delivery d
  JOIN hit_first h ON h.delivery_no = d.no AND h.link = -1 WHERE d.send_no = ? GROUP BY 1`;
const HITS = `SELECT ${MEASURE} AS name, count(*) AS n FROM hit h WHERE h.send_no = ? GROUP BY 1`;

const LINK_UNIQUES = 'SELECT idx AS name, uniques AS n FROM link_count WHERE send_no = ?';
const FIRST_CLICKS = `SELECT h.link AS name, count(*) AS n FROM delivery d
  JOIN hit_first h ON h.delivery_no = d.no AND h.kind = 'click' AND h.link >= 0 WHERE d.send_no = ? GROUP BY 1`;
