import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { reconcile } from '#main/repositories/delivery/reconcile.repo.ts';
import { deedsOfContact } from '#main/repositories/tracking/engagement.repo.ts';
import { classifySome, mustClassify } from '#main/services/tracking/classify.ts';
import { recordHits } from '#main/services/tracking/record-hits.ts';
import { engagedUntil, NEVER_ENGAGED, scoreOf } from '#shared/domain/engagement.ts';
import { classifyHits, RULES_VERSION } from '#shared/domain/tracking/classify-hits.ts';
import { ASKED, type Hit, TRAP_LINK } from '#shared/domain/tracking/hit.ts';
import { isByPerson, VERDICTS } from '#shared/domain/tracking/verdict.ts';
import { HOUR, MINUTE, SECOND } from '#shared/kernel/instant.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/open-test-database.ts';
import { sendRows } from '#test/support/send-rows.ts';

const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';
const DELIVERIES = 6;
const LINKS = 5;
const AGENTS = [BROWSER, 'Mozilla/5.0', 'curl/8', '', 'YahooMailProxy'];

let house: TestDatabase;
beforeEach(() => {
  house = openTestDatabase();
});
afterEach(() => house.close());

const rows = <Row>(sql: string, ...values: unknown[]) => house.db.reader.sql<Row>(sql).all(...values);
const classifyAll = (version?: number) => {
  while (classifySome(house, version));
};
const sendTo = (recipients: number) => sendRows(house, { recipients, links: LINKS });
const record = (...hits: Hit[]) => house.db.write((tx) => recordHits(tx, hits));
const hit = (fields: Partial<Hit> & Pick<Hit, 'delivery_no'>): Hit => ({
  kind: 'open',
  at: house.clock.now() + HOUR,
  link: -1,
  agent: BROWSER,
  ip: '198.51.100.0',
  asked: 'get',
  unwilling: false,
  ...fields,
});
const people = (measure: 'human_opened' | 'human_clicked', send_no: number) =>
  rows<{ n: number }>(
    'SELECT coalesce(sum(uniques), 0) AS n FROM send_minute WHERE send_no = ? AND measure = ?',
    send_no,
    measure,
  )[0]?.n;

/** Everything that is kept about people, as plain rows. */
const kept = () => ({
  verdicts: rows('SELECT * FROM hit_verdict ORDER BY 1, 2'),
  deeds: rows('SELECT delivery_no, kind, link, human_n, human_at, human_last_at FROM hit_first ORDER BY 1, 2, 3'),
  minutes: rows(
    `SELECT * FROM send_minute WHERE measure LIKE 'human%' AND (total <> 0 OR uniques <> 0) ORDER BY 1, 2, 3`,
  ),
  links: rows('SELECT send_no, idx, human_total, human_uniques FROM link_count ORDER BY 1, 2'),
});

/** Of each contact the score as it is kept, and counted anew. */
const engagements = () =>
  rows<{ no: number; engaged_until: number }>('SELECT no, engaged_until FROM contact').map(({ no, engaged_until }) => [
    engaged_until,
    engagedUntil(deedsOfContact(house.db.reader, no)),
  ]) as [number, number][];

/** The same, reckoned from the raw hits alone. */
function recount(send_no: number) {
  const raw = rows<{
    no: number;
    delivery_no: number;
    kind: 'open' | 'click';
    at: number;
    since: number | null;
    link: number | null;
    agent: string;
    ip: string;
    asked: number;
  }>(
    `SELECT h.*, a.text AS agent FROM hit h JOIN agent a ON a.no = h.agent_no WHERE h.send_no = ? ORDER BY h.no`,
    send_no,
  );
  const found = { opened: 0, clicked: 0, opens: 0, clicks: 0 };
  for (const delivery_no of new Set(raw.map((one) => one.delivery_no))) {
    const hits = raw
      .filter((one) => one.delivery_no === delivery_no)
      .map((one) => ({ ...one, asked: ASKED[one.asked] ?? 'get' }));
    const human = hits.filter((_, place) => isByPerson(classifyHits(hits)[place]?.verdict ?? 'unknown'));
    const opens = human.filter(({ kind }) => kind === 'open').length;
    found.opens += opens;
    found.clicks += human.length - opens;
    found.opened += opens > 0 ? 1 : 0;
    found.clicked += human.length > opens ? 1 : 0;
  }
  return found;
}

const anyHit = fc.record({
  delivery: fc.nat(DELIVERIES - 1),
  after: fc.oneof(fc.nat(20 * MINUTE), fc.nat(24 * HOUR)),
  link: fc.option(fc.oneof(fc.nat(LINKS - 1), fc.constant(TRAP_LINK)), { freq: 3 }),
  agent: fc.constantFrom(...AGENTS, BROWSER, BROWSER),
  ip: fc.constantFrom('198.51.100.0', '203.0.113.0', '17.58.0.0'),
  asked: fc.constantFrom<Hit['asked']>('get', 'get', 'get', 'get', 'head', 'ahead'),
});

test('after any day the sums of people are what the raw hits say, in whatever steps they were judged', () => {
  let version = RULES_VERSION;
  fc.assert(
    fc.property(fc.array(fc.array(anyHit, { maxLength: 12 }), { minLength: 1, maxLength: 6 }), (groups) => {
      const { send_no, deliveries } = sendTo(DELIVERIES);
      const start = house.clock.now();
      for (const group of groups) {
        record(
          ...group.map(({ delivery, after, link, ...rest }) =>
            hit({
              ...rest,
              delivery_no: deliveries[delivery] ?? 0,
              at: start + after,
              kind: link === null ? 'open' : 'click',
              link: link ?? -1,
            }),
          ),
        );
        classifyAll(version);
      }
      expect(reconcile(house.db.reader, send_no)).toEqual([]);
      const sum = (measure: string, column: string) =>
        rows<{ n: number }>(
          `SELECT coalesce(sum(${column}), 0) AS n FROM send_minute WHERE send_no = ? AND measure = ?`,
          send_no,
          measure,
        )[0]?.n ?? 0;
      expect({
        opened: sum('human_opened', 'uniques'),
        clicked: sum('human_clicked', 'uniques'),
        opens: sum('human_opened', 'total'),
        clicks: sum('human_clicked', 'total'),
      }).toEqual(recount(send_no));
      for (const [kept, counted] of engagements()) expect(Math.abs(kept - counted)).toBeLessThan(10);
      const before = kept();
      version += 1;
      classifyAll(version);
      expect(kept()).toEqual(before);
      expect(rows('SELECT version, redone FROM classifier')).toEqual([{ version, redone: null }]);
    }),
    { numRuns: 30 },
  );
});

test('a verdict changes when more comes from the message, and the numbers with it', () => {
  const { send_no, deliveries } = sendTo(1);
  const [delivery_no = 0] = deliveries;
  const click = (after: number, link: number) =>
    hit({ delivery_no, kind: 'click', link, at: house.clock.now() + after });
  record(click(30 * SECOND, 0), click(40 * SECOND, 1));
  classifyAll();
  expect(people('human_clicked', send_no)).toBe(1);
  record(click(55 * SECOND, 2));
  classifyAll();
  expect(people('human_clicked', send_no)).toBe(0);
  expect(reconcile(house.db.reader, send_no)).toEqual([]);
});

test('what a person does raises their score, and what turns out to have been a machine no longer counts', () => {
  const { deliveries } = sendTo(1);
  const [delivery_no = 0] = deliveries;
  const start = house.clock.now();
  const score = () => scoreOf(rows<{ u: number }>('SELECT engaged_until AS u FROM contact')[0]?.u ?? 0, start);
  const click = (after: number, link: number) => hit({ delivery_no, kind: 'click', link, at: start + after });
  record(hit({ delivery_no, at: start + HOUR, agent: 'YahooMailProxy' }));
  classifyAll();
  expect(score()).toBe(4);
  record(click(30 * SECOND, 0), click(40 * SECOND, 1));
  classifyAll();
  expect(score()).toBe(14);
  record(click(55 * SECOND, 2));
  classifyAll();
  expect(score()).toBe(4);
});

test('machines alone make nobody engaged', () => {
  const { deliveries } = sendTo(1);
  record(hit({ delivery_no: deliveries[0] ?? 0, agent: 'curl/8' }));
  classifyAll();
  expect(rows('SELECT engaged_until FROM contact')).toEqual([{ engaged_until: NEVER_ENGAGED }]);
});

test('somebody counts in the minute of their first time, also when what came earlier is judged later', () => {
  const { send_no, deliveries } = sendTo(1);
  const [delivery_no = 0] = deliveries;
  const start = house.clock.now();
  const firsts = () =>
    rows(`SELECT minute FROM send_minute WHERE send_no = ? AND measure = 'human_opened' AND uniques <> 0`, send_no);
  record(hit({ delivery_no, at: start + HOUR }));
  classifyAll();
  expect(firsts()).toEqual([{ minute: Math.floor((start + HOUR) / MINUTE) }]);
  record(hit({ delivery_no, at: start + 10 * MINUTE }));
  classifyAll();
  expect(firsts()).toEqual([{ minute: Math.floor((start + 10 * MINUTE) / MINUTE) }]);
});

test('hits from before there were verdicts count as human until they are judged', () => {
  const { send_no, deliveries } = sendTo(2);
  record(hit({ delivery_no: deliveries[0] ?? 0 }), hit({ delivery_no: deliveries[1] ?? 0, agent: 'curl/8' }));
  house.db.write((tx) => {
    tx.sql('UPDATE classifier SET assumed = (SELECT max(no) FROM hit)').run();
    tx.sql('UPDATE hit_first SET human_n = n, human_at = at, human_last_at = last_at').run();
    tx.sql(
      `INSERT INTO send_minute SELECT send_no, 'human_' || measure, minute, total, uniques FROM send_minute`,
    ).run();
  });
  expect(people('human_opened', send_no)).toBe(2);
  expect(mustClassify(house)).toBe(true);
  classifyAll();
  expect(people('human_opened', send_no)).toBe(1);
  expect(reconcile(house.db.reader, send_no)).toEqual([]);
  expect(mustClassify(house)).toBe(false);
});

test('a flood from one message is a machine from its five hundred and first hit on', () => {
  const { send_no, deliveries } = sendTo(1);
  const flood = Array.from({ length: 700 }, (_, place) =>
    hit({ delivery_no: deliveries[0] ?? 0, at: house.clock.now() + HOUR + place * MINUTE }),
  );
  record(...flood.slice(0, 450));
  classifyAll();
  record(...flood.slice(450));
  classifyAll();
  expect(rows('SELECT verdict, count(*) AS n FROM hit_verdict GROUP BY 1')).toEqual([
    { verdict: VERDICTS.indexOf('human'), n: 500 },
    { verdict: VERDICTS.indexOf('scanner'), n: 200 },
  ]);
  expect(reconcile(house.db.reader, send_no)).toEqual([]);
});

test('somebody who does not want to be known is counted without a trace of who it was', () => {
  const { send_no, deliveries } = sendTo(2);
  const [one = 0, other = 0] = deliveries;
  house.db.write((tx) => {
    const contact = `SELECT contact_no FROM delivery WHERE no = ${other}`;
    tx.sql(`INSERT INTO contact_tracking (contact_no, mode, changed_at) VALUES ((${contact}), 'off', 0)`).run();
  });
  record(hit({ delivery_no: one, unwilling: true }), hit({ delivery_no: other }));
  classifyAll();
  expect(rows('SELECT delivery_no, agent_no, ip FROM hit')).toEqual([{ delivery_no: 0, agent_no: null, ip: '' }]);
  expect(rows(`SELECT total, uniques FROM send_minute WHERE send_no = ? AND measure = 'opened'`, send_no)).toEqual([
    { total: 1, uniques: 0 },
  ]);
  expect(rows('SELECT * FROM hit_first')).toEqual([]);
});
