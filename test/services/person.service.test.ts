import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { addressHash, suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { GOES_WITH_CONTACT, GOES_WITH_IMPORTED } from '#main/repositories/contact/contact-erase.repo.ts';
import { indexSomeContacts } from '#main/repositories/contact/contact-search.repo.ts';
import { createList, getList } from '#main/services/consent/list.service.ts';
import { startBulkEdit } from '#main/services/contact/bulk-edit.service.ts';
import { createContact, deleteContact, getContact, listContacts } from '#main/services/contact/contact.service.ts';
import { erasePerson, personFile, previewErasure } from '#main/services/contact/person.service.ts';
import { runBulkEdit } from '#main/services/contact/run-bulk-edit.ts';
import type { ServiceContext } from '#main/services/service-context.ts';
import { type AudienceContext, audienceContext } from '#test/support/audience-context.ts';
import type { TestDatabase } from '#test/support/open-test-database.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

const ACTOR = 'user-1';
const EMAIL = 'Zoe.Kestrel@Example.org';

let ctx: AudienceContext & Pick<ServiceContext, 'paths' | 'mailbox'>;
let database: TestDatabase;
let folder: ReturnType<typeof tempFolder>;
let deleted: number[];

beforeEach(() => {
  folder = tempFolder();
  mkdirSync(join(folder.path, 'imports'));
  const house = audienceContext();
  database = house.database;
  deleted = [];
  const mails = [{ no: 7, recipient: EMAIL }] as never[];
  const mailbox = {
    list: () => Promise.resolve({ rows: mails, total: 1, unread: 0 }),
    delete: (no: number) => Promise.resolve(deleted.push(no) > 0),
  } as unknown as ServiceContext['mailbox'];
  ctx = { ...house.ctx, mailbox, paths: { imports: join(folder.path, 'imports') } as ServiceContext['paths'] };
});
afterEach(() => {
  database.close();
  folder.remove();
});

/** A person about whom there is something everywhere. */
async function known(): Promise<{ id: string; no: number; list_id: string }> {
  const list = createList(ctx, ACTOR, { name: 'News', description: '' });
  const { id } = createContact(ctx, ACTOR, {
    email: EMAIL,
    first_name: 'Zoe',
    last_name: 'Kestrel',
    list_ids: [list.id],
  });
  const edit = startBulkEdit(ctx, ACTOR, {
    target: { kind: 'picked', contact_ids: [id] },
    action: { kind: 'set_field', field: 'last_name', value: 'Other' },
  });
  await runBulkEdit(ctx, edit.id, new AbortController().signal);
  const no = ctx.db.reader.sql<{ no: number }>('SELECT no FROM contact WHERE id = ?').get(id)?.no ?? 0;
  ctx.db.write((tx) => {
    suppressEmail(tx, { email_key: EMAIL.toLowerCase(), reason: 'complained', source: 'user', at: 1 });
    tx.sql(`INSERT INTO tag (no, id, name, created_at) VALUES (1, 't', 'VIP', 1)`).run();
    tx.sql('INSERT INTO contact_tag (tag_no, contact_no, at) VALUES (1, ?, 1)').run(no);
    tx.sql(`INSERT INTO note (id, contact_no, text, at) VALUES ('n', ?, 'Likes <b>hawks</b>', 1)`).run(no);
    tx.sql(`INSERT INTO event_name (no, name) VALUES (1, 'purchase')`).run();
    tx.sql(`INSERT INTO event (name_no, contact_no, at, data) VALUES (1, ?, 5, '{"amount":12}')`).run(no);
    tx.sql(`INSERT INTO campaign (no, id, name, created_at) VALUES (1, 'c', 'Spring', 1)`).run();
    tx.sql(
      `INSERT INTO send (no, id, campaign_no, channel, state, created_at, updated_at) VALUES (1, 's', 1, 'email', 'sent', 1, 1)`,
    ).run();
    tx.sql(`INSERT INTO response (no, text) VALUES (1, ?)`).run(`550 <${EMAIL}> unknown`);
    tx.sql(
      `INSERT INTO delivery (send_no, contact_no, address, state, changed_at, response_no) VALUES (1, ?, ?, 'failed', 9, 1)`,
    ).run(no, EMAIL);
    tx.sql(
      `INSERT INTO feedback_report (no, id, hash, at, source, kind, from_address, subject, raw, raw_bytes)
       VALUES (1, 'r', x'01', 9, 'inbox:i', 'bounce', 'daemon@host.example', 'Failed for zoe', ?, 9)`,
    ).run(Buffer.from(`To: ${EMAIL}`));
    tx.sql(
      `INSERT INTO feedback (report_no, delivery_no, contact_no, recipient, class, response_no, effect, before)
       VALUES (1, 1, ?, ?, 'hard', 1, 'bounced', '{}')`,
    ).run(no, EMAIL);
    tx.sql(`INSERT INTO send_count (send_no, measure, n) VALUES (1, 'failed', 1)`).run();
    indexSomeContacts(tx, 100);
  });
  return { id, no, list_id: list.id };
}

/** All text of the database that names the person. */
function traces(): string[] {
  const tables = ctx.db.reader
    .sql(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE 'contact_search%'`,
    )
    .pluck()
    .all() as string[];
  return tables.filter((table) =>
    /zoe|kestrel/i.test(JSON.stringify(ctx.db.reader.sql(`SELECT * FROM "${table}"`).all())),
  );
}

test('what goes and what stays is said before', async () => {
  const { id } = await known();
  expect(previewErasure(ctx, id)).toMatchObject({
    confirm: EMAIL,
    lists: 1,
    tags: 1,
    notes: 1,
    events: 1,
    deliveries: 1,
    suppressed: true,
  });
});

test('nothing names the person any more, and the counts of reports stay', async () => {
  const { id, list_id } = await known();
  expect(traces().length).toBeGreaterThan(3);
  await erasePerson(ctx, ACTOR, { id, confirm: EMAIL.toLowerCase(), block: false });
  expect(traces()).toEqual([]);
  expect(ctx.db.reader.sql('SELECT raw FROM feedback_report').pluck().all()).toEqual([null]);
  expect(getList(ctx, list_id).subscribed).toBe(0);
  expect(ctx.db.reader.sql('SELECT count(*) AS n, max(address) AS a FROM delivery').get()).toEqual({ n: 1, a: '' });
  expect(ctx.db.reader.sql('SELECT n FROM send_count').get()).toEqual({ n: 1 });
  expect(ctx.db.reader.sql('SELECT text FROM response').get()).toEqual({ text: '550 <(address)> unknown' });
  expect(ctx.db.reader.sql('SELECT address_hash, address, contact_no, reason FROM suppression').get()).toEqual({
    address_hash: addressHash(EMAIL.toLowerCase()),
    address: null,
    contact_no: null,
    reason: 'complained',
  });
  expect(
    ctx.db.reader.sql(`SELECT count(*) AS n FROM contact_search WHERE contact_search MATCH 'kes AND est'`).get(),
  ).toEqual({ n: 0 });
  expect(await listContacts(ctx, { sort: 'newest', limit: 10 })).toMatchObject({ total: 0 });
  expect(deleted).toEqual([7]);
});

test('every table with a contact in it is thought of', () => {
  const tables = ctx.db.reader
    .sql(
      `SELECT DISTINCT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) c
       WHERE m.type = 'table' AND c.name = 'contact_no' ORDER BY 1`,
    )
    .pluck()
    .all();
  const kept = ['delivery', 'feedback', 'leaving', 'suppression', 'transactional'];
  const imported = [...Object.keys(GOES_WITH_IMPORTED), 'import_change'];
  expect(tables).toEqual([...GOES_WITH_CONTACT, ...imported, ...kept].sort());
});

test('an address that was suppressed is still known when the person comes back', async () => {
  const { id } = await known();
  await erasePerson(ctx, ACTOR, { id, confirm: EMAIL, block: false });
  expect(createContact(ctx, ACTOR, { email: EMAIL, list_ids: [] }).status).toBe('complained');
});

test('rows that an import has rejected go as well, and only those', async () => {
  const { id } = await known();
  const file = join(ctx.paths.imports, 'one.rejected.csv');
  writeFileSync(file, `email,problem\r\n${EMAIL.toUpperCase()},bad\r\nother@example.org,bad\r\n`);
  await erasePerson(ctx, ACTOR, { id, confirm: EMAIL, block: true });
  expect(readFileSync(file, 'utf8')).toBe('email,problem\r\nother@example.org,bad\r\n');
});

test('it happens only when the address was typed, and works in the bin', async () => {
  const { id } = await known();
  await expect(erasePerson(ctx, ACTOR, { id, confirm: 'yes', block: false })).rejects.toThrow('has to be typed');
  expect(getContact(ctx, id).id).toBe(id);
  deleteContact(ctx, ACTOR, id);
  await erasePerson(ctx, ACTOR, { id, confirm: EMAIL, block: false });
  expect(traces()).toEqual([]);
});

test('one file has everything, for machines and for people', async () => {
  const { id } = await known();
  const json = JSON.parse(await personFile(ctx, ACTOR, { id, format: 'json' }).text());
  expect(json.contact[0]).toMatchObject({ email: EMAIL, first_name: 'Zoe' });
  expect(json.events).toEqual([{ name: 'purchase', at: '1970-01-01T00:00:00.005Z', data: { amount: 12 } }]);
  expect(json.emails[0]).toMatchObject({ campaign: 'Spring', address: EMAIL });
  expect(json.suppressions[0]).toMatchObject({ reason: 'complained' });
  const html = await personFile(ctx, ACTOR, { id, format: 'html' }).text();
  expect(html).toContain('Likes &#60;b&#62;hawks&#60;/b&#62;');
  expect(html).not.toContain('<script');
});
