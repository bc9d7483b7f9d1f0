import type { EngagementAct, SegmentEngagement, Times } from '#shared/domain/segment/segment-ast.ts';
import type { Clause } from '../contact/contact-filter.sql.ts';
import { type Condition, NEVER, opposite } from './condition.ts';
import { type SegmentWorld, targetOf } from './segment-world.ts';

/** In microseconds, for one message that was sent. */
const READ = 0.4;
const ASK_ONE = 2;

/** Hits of people, by the verdicts that stand now. */
const BY_PEOPLE = ' AND h.human_n > 0';

const HITS: Record<Exclude<EngagementAct, 'received'>, string> = {
  opened: `h.kind = 'open' AND h.link = -1${BY_PEOPLE}`,
  any_open: `h.kind = 'open' AND h.link = -1`,
  clicked: `h.kind = 'click' AND h.link = -1${BY_PEOPLE}`,
  any_click: `h.kind = 'click' AND h.link = -1`,
};

/** Accepted by the receiving server, and not come back since. */
const RECEIVED = `d.state IN ('accepted', 'complained')`;

const TESTS: Record<Times['how'], string> = { at_least: '>=', at_most: '<=', exactly: '=' };

/** How many messages, of one campaign or of all, somebody received, opened or clicked in. */
export function engagementCondition(world: SegmentWorld, rule: SegmentEngagement): Condition {
  const { how, n } = rule.times;
  const withoutAny = how === 'at_most' || n === 0;
  const campaign = rule.campaign
    ? targetOf<{ no: number }>(world, rule.campaign, 'SELECT no FROM campaign WHERE id = ? AND deleted_at IS NULL')
    : null;
  if (campaign === undefined) return withoutAny ? opposite(NEVER) : NEVER;
  const deed = deedWithin(world, rule);
  const test = `count(*) ${TESTS[how]} ?`;
  const { messages, sends } = sentBy(world, campaign?.no ?? null);
  const asked = oneContact(rule.act, campaign?.no ?? null);
  const all = everyContact(rule.act, campaign?.no ?? null);
  return {
    each: {
      sql: `(SELECT ${test} FROM ${asked.sql} AND ${deed.sql})`,
      values: [n, ...asked.values, ...deed.values],
    },
    cost: ASK_ONE,
    set: {
      ...(isAny(rule.times)
        ? {
            sql: `SELECT d.contact_no AS no FROM ${all.sql} AND ${deed.sql}`,
            values: [...all.values, ...deed.values],
          }
        : {
            sql: `SELECT d.contact_no AS no FROM ${all.sql} AND ${deed.sql}
              GROUP BY d.contact_no HAVING ${withoutAny ? `NOT (${test})` : test}`,
            values: [...all.values, ...deed.values, n],
          }),
      distinct: !isAny(rule.times) || (campaign !== null && sends <= 1),
      live: false,
      cost: messages * READ,
      size: Math.min(messages, world.contacts),
    },
    outside: withoutAny,
    reads: 'number',
  };
}

/** Whether it asks for no more than that there is one, or none. */
function isAny({ how, n }: Times): boolean {
  return how === 'at_least' ? n === 1 : n === 0;
}

/** What counts as this deed, of a message `d` and its first hits `h`. */
export function deedOf(act: EngagementAct): string {
  return act === 'received' ? RECEIVED : HITS[act];
}

function deedWithin({ clock }: SegmentWorld, { act, window }: SegmentEngagement): Clause {
  const what = deedOf(act);
  if (!window) return { sql: what, values: [] };
  const first = clock.windowStart(window);
  return act === 'received'
    ? { sql: `${what} AND d.changed_at BETWEEN ? AND ?`, values: [first, clock.now] }
    : {
        sql: `${what} AND h.${isByPeople(act) ? 'human_' : ''}last_at >= ? AND h.${isByPeople(act) ? 'human_' : ''}at <= ?`,
        values: [first, clock.now],
      };
}

function isByPeople(act: EngagementAct): boolean {
  return act === 'opened' || act === 'clicked';
}

const AND_HITS = 'CROSS JOIN hit_first h ON h.delivery_no = d.no';

function oneContact(act: EngagementAct, campaign_no: number | null): Clause {
  const hits = act === 'received' ? '' : AND_HITS;
  if (campaign_no === null) return { sql: `delivery d ${hits} WHERE d.contact_no = c.no`, values: [] };
  return {
    sql: `send s CROSS JOIN delivery d ON d.send_no = s.no AND d.contact_no = c.no ${hits} WHERE s.campaign_no = ?`,
    values: [campaign_no],
  };
}

/** From the hits to their messages, which are fewer than the messages; from the sends of one campaign the other way round. */
function everyContact(act: EngagementAct, campaign_no: number | null): Clause {
  if (campaign_no !== null) {
    const hits = act === 'received' ? '' : AND_HITS;
    return {
      sql: `send s CROSS JOIN delivery d ON d.send_no = s.no ${hits} WHERE s.campaign_no = ?`,
      values: [campaign_no],
    };
  }
  if (act === 'received') return { sql: 'delivery d WHERE 1', values: [] };
  return { sql: 'hit_first h CROSS JOIN delivery d ON d.no = h.delivery_no WHERE 1', values: [] };
}

/** How many sends there are, and about how many messages, from the sums kept for each. A send has one message for a contact. */
function sentBy({ reader }: SegmentWorld, campaign_no: number | null): { messages: number; sends: number } {
  const row = reader
    .sql<{ messages: number; sends: number }>(
      `SELECT coalesce(sum((SELECT sum(n.n) FROM send_count n WHERE n.send_no = s.no)), 0) AS messages, count(*) AS sends
       FROM send s WHERE @campaign_no IS NULL OR s.campaign_no = @campaign_no`,
    )
    .get({ campaign_no });
  return row ?? { messages: 0, sends: 0 };
}
