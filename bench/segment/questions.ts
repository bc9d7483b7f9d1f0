import { DAY } from '#shared/kernel/instant.ts';

/** The same question in the segment language and in SQL as somebody who knows these tables would write it. */
export interface Question {
  rule: string;
  sql: string;
  values: (now: number) => unknown[];
  /** Whether every field that it compares has an index, so that it is told from that alone. */
  indexed?: true;
}

const LIVE = 'c.deleted_at IS NULL';
const ever = () => [];
const since = (days: number) => (now: number) => [now - days * DAY, now];

export const QUESTIONS: readonly Question[] = [
  {
    rule: `country = 'DE'`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND c.country = 'DE'`,
    values: ever,
    indexed: true,
  },
  {
    rule: `points >= 990`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND c.{points} >= 990`,
    values: ever,
    indexed: true,
  },
  {
    rule: `plan = 'pro' AND points BETWEEN 100 AND 120`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND c.{plan} = 'pro' AND c.{points} BETWEEN 100 AND 120`,
    values: ever,
  },
  {
    rule: `company CONTAINS '500'`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND instr(c.company, '500') > 0`,
    values: ever,
  },
  {
    rule: `tag = 'vip' AND country = 'DE'`,
    sql: `SELECT count(*) AS n FROM contact_tag t JOIN contact c ON c.no = t.contact_no
      WHERE t.tag_no = (SELECT no FROM tag WHERE name = 'vip') AND ${LIVE} AND c.country = 'DE'`,
    values: ever,
  },
  {
    rule: `in list 'Every 1' AND NOT tag = 'vip'`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE}
      AND EXISTS (SELECT 1 FROM list_member m WHERE m.list_no = 1 AND m.contact_no = c.no AND m.state = 'subscribed')
      AND NOT EXISTS (SELECT 1 FROM contact_tag t WHERE t.tag_no = (SELECT no FROM tag WHERE name = 'vip') AND t.contact_no = c.no)`,
    values: ever,
  },
  {
    rule: `count(event = 'purchase') >= 2 within 365d`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND c.no IN (SELECT e.contact_no FROM event e
      WHERE e.name_no = (SELECT no FROM event_name WHERE name = 'purchase') AND e.at BETWEEN ? AND ?
      GROUP BY e.contact_no HAVING count(*) >= 2)`,
    values: since(365),
  },
  {
    rule: `count(event = 'purchase', amount >= 290) >= 1 within 30d AND country = 'FR'`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND c.country = 'FR' AND c.no IN (SELECT e.contact_no FROM event e
      WHERE e.name_no = (SELECT no FROM event_name WHERE name = 'purchase') AND e.at BETWEEN ? AND ?
      AND json_extract(e.data, '$.amount') >= 290)`,
    values: since(30),
  },
  {
    rule: `sum(amount, event = 'purchase') > 300 within 90d`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND c.no IN (SELECT e.contact_no FROM event e
      WHERE e.name_no = (SELECT no FROM event_name WHERE name = 'purchase') AND e.at BETWEEN ? AND ?
      GROUP BY e.contact_no HAVING total(json_extract(e.data, '$.amount')) > 300)`,
    values: since(90),
  },
  {
    rule: `count(event = 'trial') = 0 AND points >= 500`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND c.{points} >= 500 AND c.no NOT IN (SELECT e.contact_no FROM event e
      WHERE e.name_no = (SELECT no FROM event_name WHERE name = 'trial'))`,
    values: ever,
  },
  {
    rule: `opened() within 30d AND NOT clicked() within 30d`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE}
      AND c.no IN (SELECT d.contact_no FROM hit_first h CROSS JOIN delivery d ON d.no = h.delivery_no
        WHERE h.kind = 'open' AND h.link = -1 AND h.human_n > 0 AND h.human_last_at >= ? AND h.human_at <= ?)
      AND c.no NOT IN (SELECT d.contact_no FROM hit_first h CROSS JOIN delivery d ON d.no = h.delivery_no
        WHERE h.kind = 'click' AND h.link = -1 AND h.human_n > 0 AND h.human_last_at >= ? AND h.human_at <= ?)`,
    values: (now) => [now - 30 * DAY, now, now - 30 * DAY, now],
  },
  {
    rule: `opened(campaign = 'Mailing 3')`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND c.no IN (SELECT d.contact_no FROM delivery d
      CROSS JOIN hit_first h ON h.delivery_no = d.no AND h.kind = 'open' AND h.link = -1 AND h.human_n > 0 WHERE d.send_no = 3)`,
    values: ever,
  },
  {
    rule: `received() at most 1 times within 60d`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND c.no NOT IN (SELECT d.contact_no FROM delivery d
      WHERE d.state IN ('accepted', 'complained') AND d.changed_at BETWEEN ? AND ? GROUP BY d.contact_no HAVING count(*) > 1)`,
    values: since(60),
  },
  {
    rule: `country IN ('DE', 'FR') OR points >= 990`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND c.no IN (
      SELECT no FROM contact WHERE deleted_at IS NULL AND country IN ('DE', 'FR')
      UNION ALL SELECT no FROM contact WHERE deleted_at IS NULL AND {points} >= 990)`,
    values: ever,
  },
  {
    rule: `NOT plan = 'pro' AND NOT country = 'DE'`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND c.{plan} IS NOT 'pro' AND c.country <> 'DE'`,
    values: ever,
  },
  {
    rule: `city IS EMPTY AND points < 10`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND c.city = '' AND c.{points} < 10`,
    values: ever,
  },
  {
    rule: `created_at >= now - 1d`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND c.created_at >= ?`,
    values: (now) => [now - DAY],
  },
  {
    rule: `since >= 2025-06-01 AND since < 2025-07-01`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE}
      AND c.attributes ->> '$.since' >= '2025-06-01' AND c.attributes ->> '$.since' < '2025-07-01'`,
    values: ever,
  },
  {
    rule: `since IS EMPTY`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND coalesce(c.attributes ->> '$.since', '') = ''`,
    values: ever,
  },
  {
    rule: `email ENDS WITH '@d7.example.com'`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND substr(c.email, -15) = '@d7.example.com'`,
    values: ever,
  },
  {
    rule: `name ~ 'ANNA K'`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND instr(c.name_key, 'anna k') > 0`,
    values: ever,
  },
  {
    rule: `status = 'bounced'`,
    sql: `SELECT count(*) AS n FROM suppression s JOIN contact c ON c.no = s.contact_no
      WHERE s.channel = 'email' AND s.reason = 'bounced' AND ${LIVE} AND c.email_key IS NOT NULL`,
    values: ever,
  },
  {
    rule: `status = 'deliverable' AND country = 'DE'`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND c.country = 'DE' AND c.email_key IS NOT NULL
      AND NOT EXISTS (SELECT 1 FROM suppression s WHERE s.contact_no = c.no AND s.channel = 'email')
      AND (EXISTS (SELECT 1 FROM list_member m WHERE m.contact_no = c.no AND m.state = 'subscribed')
        OR NOT EXISTS (SELECT 1 FROM list_member m WHERE m.contact_no = c.no))`,
    values: ever,
  },
  {
    rule: `in list 'Every 10' AND country IN ('DE', 'FR') AND (tag = 'vip' OR count(event = 'trial') >= 1)`,
    sql: `SELECT count(*) AS n FROM list_member m JOIN contact c ON c.no = m.contact_no
      WHERE m.list_no = 2 AND m.state = 'subscribed' AND ${LIVE} AND c.country IN ('DE', 'FR')
      AND (EXISTS (SELECT 1 FROM contact_tag t WHERE t.tag_no = (SELECT no FROM tag WHERE name = 'vip') AND t.contact_no = c.no)
        OR (SELECT count(*) >= 1 FROM event e
          WHERE e.name_no = (SELECT no FROM event_name WHERE name = 'trial') AND e.contact_no = c.no))`,
    values: ever,
  },
  {
    rule: `received(campaign = 'Mailing 3') AND NOT opened(campaign = 'Mailing 3')`,
    sql: `SELECT count(*) AS n FROM delivery d JOIN contact c ON c.no = d.contact_no
      WHERE d.send_no = 3 AND d.state IN ('accepted', 'complained') AND ${LIVE}
      AND NOT EXISTS (SELECT 1 FROM hit_first h WHERE h.delivery_no = d.no AND h.kind = 'open' AND h.link = -1 AND h.human_n > 0)`,
    values: ever,
  },
  {
    rule: `points >= 100 AND points < 120`,
    sql: `SELECT count(*) AS n FROM contact c WHERE ${LIVE} AND c.{points} >= 100 AND c.{points} < 120`,
    values: ever,
    indexed: true,
  },
  {
    rule: `NOT opened() within 30d`,
    sql: `SELECT (SELECT count(*) FROM contact c WHERE ${LIVE}) - (SELECT count(*) FROM contact c WHERE ${LIVE}
      AND c.no IN (SELECT d.contact_no FROM hit_first h CROSS JOIN delivery d ON d.no = h.delivery_no
        WHERE h.kind = 'open' AND h.link = -1 AND h.human_n > 0 AND h.human_last_at >= ? AND h.human_at <= ?)) AS n`,
    values: since(30),
  },
];
