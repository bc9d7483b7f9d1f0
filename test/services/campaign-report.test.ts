import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openWorkbook } from '#main/platform/workbook/workbook.ts';
import { zipEntries } from '#main/platform/zip-file.ts';
import { readDeliveryPage } from '#main/repositories/campaign/delivery-page.repo.ts';
import { readActivityPage } from '#main/repositories/tracking/activity.repo.ts';
import { campaignReport } from '#main/repositories/tracking/campaign-report.repo.ts';
import { homeNumbers } from '#main/repositories/tracking/home-report.repo.ts';
import { classifySome } from '#main/services/tracking/classify.ts';
import { closeReports } from '#main/services/tracking/close-reports.ts';
import { changeGoal } from '#main/services/tracking/goal.service.ts';
import { recordHits } from '#main/services/tracking/record-hits.ts';
import { BreakdownKeeper } from '#main/services/tracking/refresh-breakdowns.ts';
import { reportFile } from '#main/services/tracking/report-file.ts';
import type { Dimension } from '#shared/domain/tracking/breakdown.ts';
import type { Hit } from '#shared/domain/tracking/hit.ts';
import { DAY, HOUR, instantOf } from '#shared/kernel/instant.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/open-test-database.ts';
import { type SendRows, sendRows } from '#test/support/send-rows.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0';
const PHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148';
const GMAIL = 'Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)';

let house: TestDatabase;
beforeEach(() => {
  house = openTestDatabase();
});
afterEach(() => house.close());

const run = (sql: string, ...values: unknown[]) => house.db.write((tx) => tx.sql(sql).run(...values));
const reportOf = ({ campaign_id }: SendRows) => campaignReport(house.db.reader, campaign_id);
const rowsBy = (send: SendRows, dimension: Dimension) =>
  Object.fromEntries(
    reportOf(send)
      .breakdown.filter((row) => row.dimension === dimension)
      .map(({ value, sent, opened, clicked, failed }) => [value, [sent, opened, clicked, failed]]),
  );

function hits(send: SendRows, ...done: (Partial<Hit> & { who: number })[]): void {
  const all = done.map(
    ({ who, ...rest }): Hit => ({
      kind: 'open',
      at: house.clock.now() + HOUR,
      delivery_no: send.deliveries[who] ?? 0,
      link: -1,
      agent: FIREFOX,
      ip: '198.51.100.0',
      asked: 'get',
      unwilling: false,
      ...rest,
    }),
  );
  house.db.write((tx) => recordHits(tx, all));
  while (classifySome(house));
}

function reckon(): void {
  const keeper = new BreakdownKeeper(house);
  keeper.noteEvents();
  while (keeper.hasWork) keeper.refreshOne();
}

test('the outcome is told by provider, domain, country, program, device and reason, of people alone', () => {
  const send = sendRows(house, { recipients: 5, links: 1 });
  const [a = 0, b = 0, , d = 0] = send.deliveries;
  run(`UPDATE delivery SET address = 'a@gmail.com' WHERE no IN (?, ?)`, a, b);
  run(`UPDATE delivery SET state = 'failed', code = '550 5.1.1' WHERE no = ?`, d);
  run(`UPDATE contact SET country = 'FR' WHERE no = (SELECT contact_no FROM delivery WHERE no = ?)`, a);
  hits(
    send,
    { who: 0, agent: GMAIL },
    { who: 1, agent: PHONE },
    { who: 1, agent: PHONE, kind: 'click', link: 0 },
    { who: 2 },
    { who: 4, agent: 'Mozilla/5.0' },
  );
  reckon();
  expect(rowsBy(send, 'provider')).toEqual({ gmail: [2, 2, 1, 0], other: [2, 1, 0, 1] });
  expect(rowsBy(send, 'domain')).toEqual({ 'gmail.com': [2, 2, 1, 0], 'example.org': [2, 1, 0, 1] });
  expect(rowsBy(send, 'country')).toEqual({ FR: [1, 1, 0, 0], DE: [3, 2, 1, 1] });
  expect(rowsBy(send, 'client')).toEqual({ Gmail: [1, 1, 0, 0], 'Apple Mail': [1, 1, 1, 0], Firefox: [1, 1, 0, 0] });
  expect(rowsBy(send, 'device')).toEqual({ '': [1, 1, 0, 0], mobile: [1, 1, 1, 0], desktop: [1, 1, 0, 0] });
  expect(rowsBy(send, 'failure_cause')).toEqual({ no_such_address: [0, 0, 0, 1] });
});

test('telephone numbers and devices are no domains, and nobody is told them', () => {
  const send = sendRows(house, { recipients: 3 });
  const [a = 0, b = 0] = send.deliveries;
  run(`UPDATE delivery SET address = '+491511234567' WHERE no = ?`, a);
  run(`UPDATE delivery SET address = 'push:2' WHERE no = ?`, b);
  reckon();
  expect(rowsBy(send, 'domain')).toEqual({ 'example.org': [1, 0, 0, 0] });
  expect(rowsBy(send, 'provider')).toEqual({ other: [1, 0, 0, 0] });
  expect(rowsBy(send, 'country')).toEqual({ DE: [3, 0, 0, 0] });
});

test('each number of the breakdown is that of the list it opens', () => {
  const send = sendRows(house, { recipients: 4, links: 2 });
  run(`UPDATE delivery SET address = 'a@gmail.com' WHERE no = ?`, send.deliveries[0]);
  hits(send, { who: 0, kind: 'click', link: 1 }, { who: 1 }, { who: 2, agent: 'curl/8' });
  run(
    'UPDATE contact SET deleted_at = 1 WHERE no = (SELECT contact_no FROM delivery WHERE no = ?)',
    send.deliveries[3],
  );
  const total = (filter: object) =>
    readDeliveryPage(house.db.reader, { send_no: send.send_no, limit: 10, ...filter }).total;
  reckon();
  expect(rowsBy(send, 'domain')).toEqual({
    'gmail.com': [1, 0, total({ domain: 'gmail.com', did: 'clicked' }), 0],
    'example.org': [3, total({ domain: 'Example.org', did: 'opened' }), 0, 0],
  });
  expect(rowsBy(send, 'country').DE?.[0]).toBe(total({ country: 'DE' }));
  expect([
    total({ country: 'de', did: 'opened' }),
    total({ did: 'machine_opened' }),
    total({ link: 1 }),
    total({ link: 0 }),
  ]).toEqual([1, 1, 1, 0]);
});

test('hours are those of the place where the organization is', () => {
  const send = sendRows(house, { recipients: 1 });
  run(`UPDATE organization SET timezone = 'Asia/Kolkata'`);
  hits(send, { who: 0, at: Date.parse('2026-03-01T20:40:00Z') });
  reckon();
  expect(Object.keys(rowsBy(send, 'hour'))).toEqual(['0-2']);
});

test('an event belongs to the campaign that was clicked last before it, in time', () => {
  const first = sendRows(house, { recipients: 3, links: 1 });
  const second = sendRows(house, { recipients: 1, links: 1 });
  const contactOf = (delivery_no = 0) =>
    house.db.reader.sql<{ no: number }>('SELECT contact_no AS no FROM delivery WHERE no = ?').get(delivery_no)?.no ?? 0;
  const [one, two, three] = first.deliveries.map(contactOf);
  run('UPDATE delivery SET contact_no = ? WHERE no = ?', one, second.deliveries[0]);
  run(`INSERT INTO event_name (no, name) VALUES (1, 'purchase')`);
  const now = house.clock.now();
  const click = { kind: 'click', link: 0 } as const;
  hits(first, { who: 0, ...click }, { who: 1, ...click }, { who: 2, ...click, agent: 'curl/8' });
  hits(second, { who: 0, ...click, at: now + 2 * DAY });
  const buy = (contact: number | undefined, after: number, amount: unknown) =>
    run(
      'INSERT INTO event (name_no, contact_no, at, data) VALUES (1, ?, ?, ?)',
      contact,
      now + after,
      JSON.stringify({ amount }),
    );
  buy(one, DAY, 10);
  buy(one, 3 * DAY, 20);
  buy(two, 2 * HOUR, 5.5);
  buy(two, 3 * HOUR, 'free');
  buy(two, 9 * DAY, 99);
  buy(three, DAY, 1_000);
  for (const { campaign_id } of [first, second]) {
    changeGoal(house, 'x', { id: campaign_id, goal: { event: 'purchase', amount: 'amount', days: 7, touch: 'click' } });
  }
  reckon();
  expect(reportOf(first).conversion).toEqual({ people: 2, events: 3, revenue: 15.5 });
  expect(reportOf(second).conversion).toEqual({ people: 1, events: 1, revenue: 20 });
});

test('what is usual is the median of other campaigns, and nothing with fewer than three', () => {
  const others = [1, 2, 5].map((openers) => {
    const send = sendRows(house, { recipients: 10 });
    hits(send, ...Array.from({ length: openers }, (_, who) => ({ who })));
    return send;
  });
  expect(others.map((send) => reportOf(send).usual)).toEqual([null, null, null]);
  expect(reportOf(sendRows(house, { recipients: 1 })).usual).toMatchObject({ campaigns: 3, opened: 0.2, clicked: 0 });
  const text = sendRows(house, { recipients: 1 });
  run(`UPDATE send SET channel = 'sms' WHERE no = ?`, text.send_no);
  expect(reportOf(text).usual).toBeNull();
});

test('the report is a file that no spreadsheet runs, with the whole, its links and each breakdown', async () => {
  const send = sendRows(house, { recipients: 4, links: 2 });
  run(`UPDATE campaign SET name = '=1+1|x' WHERE id = ?`, send.campaign_id);
  hits(send, { who: 0, kind: 'click', link: 1 }, { who: 1 }, { who: 2, agent: 'curl/8' });
  reckon();
  const file = await reportFile(house, { id: send.campaign_id, format: 'csv' });
  expect(file.name).toBe('_1_1_x - report.csv');
  const lines = (await file.text()).split('\r\n');
  expect(lines.slice(0, 4)).toEqual([
    'part,name,figures,sent,opened,clicked,unsubscribed,bounced,failed,converted,revenue',
    "campaign,'=1+1|x,now,4,1,1,0,0,0,,",
    'link,https://shop.example/0,now,,,0,,,,,',
    'link,https://shop.example/1,now,,,1,,,,,',
  ]);
  expect(lines).toContain('domain,example.org,now,4,1,1,0,0,0,,');
  expect(lines.join()).not.toContain('reader');
});

test('as a workbook the report has numbers that are numbers, names that never run, and the words of the organization', async () => {
  const send = sendRows(house, { recipients: 2, links: 1 });
  run(`UPDATE campaign SET name = '=HYPERLINK("x")' WHERE id = ?`, send.campaign_id);
  run(`UPDATE organization SET locale = 'de'`);
  hits(send, { who: 0, kind: 'click', link: 0 });
  reckon();
  const file = await reportFile(house, { id: send.campaign_id, format: 'xlsx' });
  expect([file.name, file.type]).toEqual(['_HYPERLINK__x__ - report.xlsx', expect.stringContaining('spreadsheetml')]);
  const path = join(dirname(house.file), 'report.xlsx');
  writeFileSync(path, new Uint8Array(await file.arrayBuffer()));
  const entries = await zipEntries(path);
  let xml = '';
  for await (const piece of entries.find(({ name }) => name.endsWith('sheet1.xml'))?.read() ?? [])
    xml += Buffer.from(piece);
  expect(xml).toContain('<c r="B2" s="2" t="inlineStr"><is><t xml:space="preserve">=HYPERLINK(');
  expect(xml).toContain('<c r="D2" s="0"><v>2</v></c>');
  const [sheet] = await openWorkbook(entries);
  const rows: string[][] = [];
  for await (const piece of sheet?.rows() ?? []) rows.push(...piece.rows.map(({ cells }) => cells));
  expect(rows.slice(0, 3).map((cells) => cells.slice(0, 6))).toEqual([
    ['Teil', 'Name', 'Stand', 'Gesendet', 'Geöffnet', 'Geklickt'],
    ['Kampagne', '=HYPERLINK("x")', 'Jetzt', '2', '0', '1'],
    ['Link', 'https://shop.example/0', 'Jetzt', '', '', '1'],
  ]);
});

test('what had come when all was sent stays apart from what came since', () => {
  const send = sendRows(house, { recipients: 3 });
  hits(send, { who: 0, at: house.clock.now() }, { who: 1, at: house.clock.now() + HOUR });
  expect(reportOf(send).at_completion).toMatchObject({ opened: 1, clicked: 0, unsubscribed: 0 });
});

test('a report closes once its time for answers is over, and keeps what it said and what that meant', async () => {
  const send = sendRows(house, { recipients: 3, links: 1 });
  hits(send, { who: 0 }, { who: 0, kind: 'click', link: 0 });
  const sent_at = house.clock.now();
  const close = (days: number) => {
    house.clock.advance(sent_at + days * DAY - house.clock.now());
    reckon();
    closeReports(house);
  };
  close(7 - 1 / 24);
  expect(reportOf(send)).toMatchObject({ closing: null, closes_at: instantOf(sent_at + 7 * DAY) });
  close(7);
  hits(send, { who: 1, at: sent_at + 8 * DAY });
  close(9);
  const { closing, closes_at } = reportOf(send);
  expect([closing?.at, closes_at]).toEqual([instantOf(sent_at + 7 * DAY), null]);
  expect(closing).toMatchObject({ days: 7, goal: null, outcome: { sent: 3, opened: 1, clicked: 1 }, rules_version: 1 });
  const lines = (await (await reportFile(house, { id: send.campaign_id, format: 'csv' })).text()).split('\r\n');
  expect(lines.filter((line) => line.startsWith('campaign,') || line.startsWith('domain,'))).toEqual([
    'campaign,Spring,now,3,2,1,0,0,0,,',
    'domain,example.org,now,3,2,1,0,0,0,,',
    'campaign,Spring,closing,3,1,1,0,0,0,,',
    'domain,example.org,closing,3,1,1,0,0,0,,',
  ]);
});

test('a goal keeps the report open as long as it allows for, and what it brought is kept with it', () => {
  const send = sendRows(house, { recipients: 1, links: 1 });
  const goal = { event: 'purchase', amount: 'amount', days: 10, touch: 'click' as const };
  changeGoal(house, 'x', { id: send.campaign_id, goal });
  hits(send, { who: 0, kind: 'click', link: 0 });
  run(`INSERT INTO event_name (no, name) VALUES (1, 'purchase')`);
  const sent_at = house.clock.now();
  const buyer = house.db.reader.sql<{ no: number }>('SELECT contact_no AS no FROM delivery').get()?.no;
  run(`INSERT INTO event (name_no, contact_no, at, data) VALUES (1, ?, ?, '{"amount":20}')`, buyer, sent_at + 2 * HOUR);
  for (const days of [8, 10]) {
    house.clock.advance(sent_at + days * DAY - house.clock.now());
    reckon();
    closeReports(house);
    expect(reportOf(send).closing?.conversion ?? null).toEqual(
      days < 10 ? null : { people: 1, events: 1, revenue: 20 },
    );
  }
  changeGoal(house, 'x', { id: send.campaign_id, goal: { ...goal, event: 'visit' } });
  expect(reportOf(send).closing?.goal).toEqual(goal);
});

test('a report whose breakdown is not reckoned yet stays open until it is', () => {
  const send = sendRows(house, { recipients: 1 });
  house.clock.advance(8 * DAY);
  closeReports(house);
  expect(reportOf(send).closing).toBeNull();
  reckon();
  closeReports(house);
  expect(reportOf(send).closing).not.toBeNull();
});

test('a campaign that reached nobody has no breakdown and no error', () => {
  const send = sendRows(house, { recipients: 0 });
  reckon();
  expect(reportOf(send)).toMatchObject({ breakdown: [], usual: null, goal: null, conversion: null });
});

test('the number of the first screen is that of the list behind it, of the last thirty days', () => {
  const send = sendRows(house, { recipients: 5, links: 1 });
  hits(send, { who: 0 }, { who: 0 }, { who: 1, agent: 'curl/8' }, { who: 2, kind: 'click', link: 0 });
  const now = house.clock.now() + 2 * HOUR;
  const home = homeNumbers(house.db.reader, now);
  for (const what of ['sent', 'opened', 'clicked', 'unsubscribed', 'failed'] as const) {
    const page = readActivityPage(house.db.reader, { what, now, limit: 100 });
    expect([what, page.total, page.items.length]).toEqual([what, home[what], home[what]]);
  }
  expect(home).toMatchObject({ sent: 5, opened: 1, opened_any: 2, clicked: 1 });
  const first = readActivityPage(house.db.reader, { what: 'sent', now, limit: 3 });
  const second = readActivityPage(house.db.reader, { what: 'sent', now, limit: 3, cursor: first.next_cursor ?? '' });
  expect([...first.items, ...second.items].map(({ id }) => Number(id))).toEqual([...send.deliveries].reverse());
  expect(homeNumbers(house.db.reader, now + 31 * DAY)).toMatchObject({ sent: 0, opened: 0 });
});
