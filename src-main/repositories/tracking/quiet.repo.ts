import type { Reader } from '#main/db/access.ts';
import type { SegmentNode } from '#shared/domain/segment/segment-ast.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';
import { countMatching, someMatching } from '../segment/segment-query.repo.ts';

export interface QuietQuestion {
  rule: SegmentNode;
  now: Millis;
  /** From when on messages are counted. */
  since: Millis;
}

/** Somebody who fits, and what says so. */
export interface QuietPerson {
  id: string;
  name: string;
  email: string | null;
  /** Messages that arrived since. */
  received: number;
  /** When a person last opened one, or clicked in one. */
  last_at: Instant | null;
}

export interface QuietContacts {
  count: number;
  people: QuietPerson[];
}

const SHOWN = 5;

/** How many fit, and some of them. Walks along what was sent: for the thread of counts. */
export function quietContacts(reader: Reader, { rule, now, since }: QuietQuestion): QuietContacts {
  const count = countMatching(reader, rule, now);
  const nos = count === 0 ? [] : someMatching(reader, rule, { now, limit: SHOWN });
  const people = reader
    .sql<Omit<QuietPerson, 'last_at'> & { last_at: Millis | null }>(
      `SELECT c.id, trim(c.first_name || ' ' || c.last_name) AS name, c.email,
         (SELECT count(*) FROM delivery d WHERE d.contact_no = c.no AND d.state IN ('accepted', 'complained') AND d.changed_at >= ?) AS received,
         (SELECT max(h.human_last_at) FROM delivery d CROSS JOIN hit_first h ON h.delivery_no = d.no
          WHERE d.contact_no = c.no AND h.kind IN ('open', 'click') AND h.human_n > 0) AS last_at
       FROM json_each(?) j CROSS JOIN contact c ON c.no = j.value`,
    )
    .all(since, JSON.stringify(nos));
  return {
    count,
    people: people.map(({ last_at, ...person }) => ({
      ...person,
      last_at: last_at === null ? null : instantOf(last_at),
    })),
  };
}
