import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { APP_ROOT } from './app-root.ts';
import type { TestDatabase } from './open-test-database.ts';

const FOLDER = join(APP_ROOT, 'test/fixtures/demo-shop');
export const DEMO_NOW = Date.parse('2025-11-04T00:00:00Z');

export interface DemoSegment {
  name: string;
  rule: string;
  count: number;
  ids_sha256: string;
}
export const DEMO_SEGMENTS = JSON.parse(readFileSync(join(FOLDER, 'index.json'), 'utf8')) as DemoSegment[];

type Row = Record<string, string>;
const rowsOf = (file: string): Row[] => parse(readFileSync(join(FOLDER, file)), { columns: true });
const cell = (row: Row, name: string): string => row[name] ?? '';
const number = (row: Row, name: string): number => Number(cell(row, name));
const moment = (row: Row, name: string): number => Date.parse(cell(row, name));

/** Writes the shop into an empty database. Contacts have the numbers of the files. */
export function fillDemoShop({ db }: Pick<TestDatabase, 'db'>): void {
  db.write((tx) => {
    const insert = (table: string, row: Record<string, unknown>) => {
      const names = Object.keys(row);
      const places = names.map((name) => `@${name}`).join(', ');
      tx.sql(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places})`).run(row);
    };
    const made = { id: 'shop', name: 'Shop', created_at: 0 };
    insert('organization', { no: 1, ...made, slug: 'shop', timezone: 'UTC', locale: 'en' });
    insert('list', { no: 1, ...made });
    for (const [at, [key, type]] of FIELDS.entries()) {
      insert('custom_field', { id: `field-${key}`, key, label: key, type, position: at, created_at: 0 });
    }
    for (const [at, name] of TAGS.entries()) insert('tag', { no: at + 1, id: `tag-${name}`, name, created_at: 0 });
    for (const [at, name] of EVENTS.entries()) insert('event_name', { no: at + 1, name });
    for (const row of rowsOf('contacts.csv')) addContact(insert, row);
    addOrders(insert);
    addMessages(insert);
    tx.sql('UPDATE audience_count SET n = (SELECT count(*) FROM contact)').run();
  });
}

const FIELDS = [
  ['birthday', 'date'],
  ['sms_consent', 'boolean'],
] as const;
const TAGS = ['vip', 'beta', 'wholesale'];
const EVENTS = ['order', 'order_item'];

type Insert = (table: string, row: Record<string, unknown>) => void;

function addContact(insert: Insert, row: Row): void {
  const no = number(row, 'id');
  const birthday = cell(row, 'birthday');
  const sms_consent = cell(row, 'sms_consent') === 'yes';
  insert('contact', {
    no,
    id: `contact-${no}`,
    email: row.email,
    email_key: row.email,
    phone: row.phone || null,
    country: row.country,
    attributes: JSON.stringify({ sms_consent, ...(birthday ? { birthday } : {}) }),
    created_at: moment(row, 'created_at'),
    updated_at: 0,
  });
  for (const tag of cell(row, 'tags').split('|').filter(Boolean)) {
    insert('contact_tag', { tag_no: TAGS.indexOf(tag) + 1, contact_no: no, at: 0 });
  }
  if (row.status === 'subscribed') {
    insert('list_member', { list_no: 1, contact_no: no, state: 'subscribed', changed_at: 0, source: 'test' });
  }
}

function addOrders(insert: Insert): void {
  const orders = new Map(rowsOf('orders.csv').map((row) => [cell(row, 'id'), row]));
  const add = (name: string, order: Row, data: object) =>
    insert('event', {
      name_no: EVENTS.indexOf(name) + 1,
      contact_no: number(order, 'contact_id'),
      at: moment(order, 'ordered_at'),
      data: JSON.stringify({ ...data, status: order.status }),
    });
  for (const order of orders.values()) add('order', order, { total_minor: number(order, 'total_minor') });
  for (const { order_id = '', category } of rowsOf('order_items.csv')) {
    const order = orders.get(order_id);
    if (order) add('order_item', order, { category });
  }
}

/** A campaign reached some contacts more than once: each time is a send of its own. Opens belong to the first. */
function addMessages(insert: Insert): void {
  const sends = new Map<string, number>();
  const reached = new Map<string, { first: number; times: number }>();
  const opened = new Map<number, number[]>();
  for (const row of rowsOf('messages.csv')) {
    const key = `${row.contact_id} ${row.campaign_id}`;
    const before = reached.get(key);
    if (row.type === 'open') {
      if (before) opened.set(before.first, [...(opened.get(before.first) ?? []), moment(row, 'at')]);
      continue;
    }
    const times = (before?.times ?? 0) + 1;
    const no = number(row, 'contact_id') * 1_000 + number(row, 'campaign_id') * 10 + times;
    reached.set(key, { first: before?.first ?? no, times });
    insert('delivery', {
      no,
      send_no: sendOf(insert, sends, `${row.campaign_id}, time ${times}`),
      contact_no: number(row, 'contact_id'),
      address: '',
      state: 'accepted',
      changed_at: moment(row, 'at'),
    });
  }
  for (const [delivery_no, moments] of opened) {
    const [at, last_at] = [Math.min(...moments), Math.max(...moments)];
    insert('hit_first', { delivery_no, kind: 'open', link: -1, n: moments.length, at, last_at });
  }
}

function sendOf(insert: Insert, sends: Map<string, number>, key: string): number {
  const known = sends.get(key);
  if (known !== undefined) return known;
  const no = sends.size + 1;
  sends.set(key, no);
  insert('campaign', { no, id: `campaign-${no}`, name: `Campaign ${key}`, created_at: 0 });
  insert('send', {
    no,
    id: `send-${no}`,
    campaign_no: no,
    channel: 'email',
    state: 'sent',
    created_at: 0,
    updated_at: 0,
  });
  return no;
}
