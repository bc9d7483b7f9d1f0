import PostalMime from 'postal-mime';
import { afterEach, expect, test } from 'vitest';
import { writePicture } from '#main/platform/picture/picture-files.ts';
import { suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { pictureOf } from '#test/support/sample-picture.ts';
import { impatientJudge } from '#test/support/sending/impatient-judge.ts';
import { openSendingLab, type SendingLab } from '#test/support/sending/sending-lab.ts';
import { tempFolder } from '#test/support/temp-folder.ts';
import { waitUntil } from '#test/support/wait-until.ts';

let lab: SendingLab;
afterEach(() => lab.close());

test('hands each recipient over once and ends the send', async () => {
  lab = await openSendingLab();
  const send = lab.seed({ recipients: 300 });
  await lab.settled(send);
  expect(lab.rows(send.send_no)).toEqual({ accepted: 300 });
  expect(lab.counters(send.send_no)).toEqual({ accepted: 300 });
  expect(lab.sink.mails).toHaveLength(300);
  expect(lab.sink.doubled).toEqual([]);
  expect(lab.sink.most_connections).toBeLessThanOrEqual(5);
});

test('messages say what their template says, to whom and from whom', async () => {
  lab = await openSendingLab();
  const send = lab.seed({ recipients: 1, sender: { from_name: 'Łódź News', reply_to: 'answers@acme.example' } });
  await lab.settled(send);
  const [sunk] = lab.sink.mails;
  const mail = await PostalMime.parse(Buffer.from(sunk?.raw ?? '', 'latin1'));
  expect(mail.subject).toBe('Spring news for Ana0');
  expect(mail.from).toEqual({ name: 'Łódź News', address: 'news@acme.example' });
  expect(mail.to?.[0]?.address).toBe('person0@list.example');
  expect(mail.html).toContain('news for Company &amp; Sons in Kraków');
  expect(mail.text).toContain('Hello Ana0');
  expect(mail.html).not.toContain('https://shop.example/new');
});

test('pictures of the media library travel in the mail where its campaign says so, and others stay where they are', async () => {
  const folder = tempFolder();
  const hash = 'p'.repeat(43);
  const bytes = await pictureOf({ width: 60 });
  writePicture(folder.path, hash, { format: 'png', sizes: [{ width: 60, bytes }] });
  const library = `https://t.acme.example/m/${hash}`;
  const elsewhere = ['https://cdn.example/b.png', `${library}/999.png`];
  const images = [`${library}/60.png`, ...elsewhere].map((src) => `<img src="${src}" alt="">`).join('');
  lab = await openSendingLab({ engine: { pictures: folder.path } });
  for (const embed_pictures of [false, true]) {
    await lab.settled(lab.seed({ recipients: 1, body: `<p>Hi {{ first_name }}${images}</p>`, embed_pictures }));
  }
  folder.remove();
  const [plain, carrying] = await Promise.all(
    lab.sink.mails.map(({ raw }) => PostalMime.parse(Buffer.from(raw, 'latin1'))),
  );
  expect(plain?.attachments).toEqual([]);
  expect(plain?.html).toContain(`src="${library}/60.png"`);
  const [picture, ...more] = carrying?.attachments ?? [];
  expect(more).toEqual([]);
  expect(picture).toMatchObject({ mimeType: 'image/png', disposition: 'inline', related: true });
  expect(Buffer.from(picture?.content as ArrayBuffer)).toEqual(bytes);
  expect(carrying?.html).toContain(`src="cid:${picture?.contentId?.slice(1, -1)}"`);
  for (const src of elsewhere) expect(carrying?.html).toContain(`src="${src}"`);
});

test('a recipient who is greylisted gets it later, with the same Message-ID', async () => {
  const ids: string[] = [];
  lab = await openSendingLab({
    sink: { faultOf: () => ({ at: 'data', code: 451, text: '4.7.1 Try later', times: 2 }) },
    engine: {
      judge: impatientJudge,
    },
  });
  const send = lab.seed({ recipients: 3 });
  await lab.settled(send);
  for (const { message_id } of lab.sink.mails) ids.push(message_id);
  expect(new Set(ids).size).toBe(3);
  const attempts = lab.database.db.reader.sql<{ attempts: number }>('SELECT attempts FROM delivery').all();
  expect(attempts).toEqual([{ attempts: 3 }, { attempts: 3 }, { attempts: 3 }]);
});

test('an address that is refused fails alone, with the words of the server', async () => {
  lab = await openSendingLab({
    sink: {
      faultOf: (address) =>
        address.startsWith('person3@') ? { at: 'rcpt', code: 550, text: '5.1.1 Unknown user' } : undefined,
    },
  });
  const send = lab.seed({ recipients: 20 });
  await lab.settled(send);
  expect(lab.counters(send.send_no)).toEqual({ accepted: 19, failed: 1 });
  const row = lab.database.db.reader
    .sql(`SELECT address, code, text FROM delivery JOIN response r ON r.no = response_no WHERE state = 'failed'`)
    .get();
  expect(row).toEqual({ address: 'person3@list.example', code: '550 5.1.1', text: '550 5.1.1 Unknown user' });
  // It does not exist, so nothing more is sent to it.
  const suppressed = lab.database.db.reader.sql('SELECT address, reason FROM suppression').all();
  expect(suppressed).toEqual([{ address: 'person3@list.example', reason: 'bounced' }]);
});

test('the answers of many acceptances are kept as one text', async () => {
  lab = await openSendingLab();
  const send = lab.seed({ recipients: 50 });
  await lab.settled(send);
  expect(lab.database.db.reader.sql('SELECT text FROM response').all()).toEqual([
    { text: '250 2.0.0 Ok: queued as …' },
  ]);
});

test('who unsubscribes while a send is under way gets nothing any more', async () => {
  lab = await openSendingLab({ sink: { delay: 20 } });
  const send = lab.seed({ recipients: 200, sender: { max_connections: 1 } });
  await waitUntil(() => lab.sink.mails.length >= 5);
  lab.database.db.write((tx) =>
    suppressEmail(tx, { email_key: 'person150@list.example', reason: 'unsubscribed', source: 'test', at: Date.now() }),
  );
  await lab.settled(send);
  expect(lab.sink.recipients).not.toContain('person150@list.example');
  expect(lab.counters(send.send_no)).toEqual({ accepted: 199, 'skipped:unsubscribed': 1 });
});

test('a template that fails for one person leaves out only that one', async () => {
  lab = await openSendingLab();
  const send = lab.seed({
    recipients: 10,
    body: '<p>{% if first_name == "Ana4" %}{% for i in (1..100000000) %}{{ i }}{% endfor %}{% endif %}Hi</p>',
  });
  await lab.settled(send);
  expect(lab.counters(send.send_no)).toEqual({ accepted: 9, 'skipped:template_error': 1 });
});

test('a template that fails for everybody pauses the send and loses nobody', async () => {
  lab = await openSendingLab();
  const send = lab.seed({ recipients: 60, body: '<p>{% for i in (1..100000000) %}{{ i }}{% endfor %}</p>' });
  await waitUntil(() => lab.stateOf(send.send_no) === 'paused', 40_000);
  await waitUntil(() => lab.rows(send.send_no).queued === 60);
  expect(lab.counters(send.send_no)).toEqual({ queued: 60 });
  expect(lab.sink.mails).toEqual([]);
});
