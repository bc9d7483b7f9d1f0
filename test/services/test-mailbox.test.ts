import { createTransport } from 'nodemailer';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { MailboxStore } from '#main/repositories/sending/mailbox.repo.ts';
import { clearMailbox, deleteFromMailbox, listMailbox, readMailbox } from '#main/services/mailbox/mailbox.service.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

let app: TestApp;
beforeAll(async () => {
  app = await makeTestApp();
});
beforeEach(() => clearMailbox(app.app.services));
afterAll(() => app.close());

async function send(subject: string, html = '<p>Hello <b>Ana</b></p>') {
  const { host, port } = app.app.services.endpoints.mailbox;
  const transport = createTransport({ host, port, ignoreTLS: true });
  await transport.sendMail({
    from: 'Acme <news@acme.example>',
    to: 'ana@list.example',
    subject,
    html,
    text: 'Hello Ana',
  });
  transport.close();
}

test('what is sent to it can be listed, read and found, newest first', async () => {
  await send('Spring news — très bien');
  await send('Second');
  const ctx = app.app.services;
  const list = await listMailbox(ctx, { limit: 10 });
  expect(list).toMatchObject({ total: 2, unread: 2, next_cursor: null });
  expect(list.items.map(({ subject }) => subject)).toEqual(['Second', 'Spring news — très bien']);
  expect(list.items[0]).toMatchObject({ to: 'ana@list.example', snippet: 'Hello Ana', read: false });
  const found = await listMailbox(ctx, { limit: 10, search: 'très' });
  expect(found.items).toHaveLength(1);
  const mail = await readMailbox(ctx, found.items[0]?.id ?? 0);
  expect(mail.html).toContain('<b>Ana</b>');
  expect(mail.source).toContain('Content-Type: multipart/alternative');
  expect(mail.headers).toContainEqual({ name: 'Subject', value: 'Spring news — très bien' });
  expect((await listMailbox(ctx, { limit: 10 })).unread).toBe(1);
});

test('pages follow one another without gaps', async () => {
  for (const subject of ['a', 'b', 'c']) await send(subject);
  const ctx = app.app.services;
  const first = await listMailbox(ctx, { limit: 2 });
  const second = await listMailbox(ctx, { limit: 2, cursor: first.next_cursor ?? undefined });
  expect([...first.items, ...second.items].map(({ subject }) => subject)).toEqual(['c', 'b', 'a']);
});

test('mail can be thrown away one by one or all at once', async () => {
  for (const subject of ['a', 'b', 'c']) await send(subject);
  const ctx = app.app.services;
  const { items } = await listMailbox(ctx, { limit: 10 });
  const id = items[1]?.id ?? 0;
  await deleteFromMailbox(ctx, id);
  await expect(readMailbox(ctx, id)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  expect((await listMailbox(ctx, { limit: 10 })).total).toBe(2);
  await clearMailbox(ctx);
  expect(await listMailbox(ctx, { limit: 10 })).toMatchObject({ total: 0, unread: 0, items: [] });
});

test('keeps only the newest within its bounds', () => {
  const folder = tempFolder();
  const store = new MailboxStore(`${folder.path}/mailbox.db`, { mails: 300, bytes: 100_000 });
  const mail = (index: number) => ({
    at: index,
    sender: 'a@b.example',
    recipient: 'c@d.example',
    subject: `${index}`,
    bytes: 100,
    source: Buffer.alloc(index < 1_000 ? 10 : 2_000),
  });
  for (let index = 0; index < 1_000; index++) store.insert([mail(index)]);
  expect(store.list({ limit: 1 }).total).toBeLessThanOrEqual(300);
  expect(store.list({ limit: 1 }).rows[0]?.subject).toBe('999');
  for (let index = 1_000; index < 1_400; index++) store.insert([mail(index)]);
  expect(store.list({ limit: 1 }).total).toBeLessThanOrEqual(50);
  expect(store.list({ limit: 1 }).rows[0]?.subject).toBe('1399');
  store.close();
  folder.remove();
});
