import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { compileMime, type MimeValues } from '#main/channels/email/mime-message.ts';

const LONG = 'a line without any break that goes on and on '.repeat(60);

const TEXTS: [string, string][] = [
  ['plain words', 'Hello there.'],
  ['several scripts', 'Zażółć gęślą jaźń — 日本語のお知らせ — שלום — Привет 👋🏽'],
  ['lines longer than mail allows', LONG],
  ['lines that begin with dots', '.\n..\n.hidden\n\n.'],
  ['signs that the encoding itself uses', 'a=b =3D =\n100% = =20 \t'],
  ['spaces before line ends', 'one  \ntwo\t\n three '],
  ['nothing', ''],
];

function values(change: Partial<MimeValues> = {}): MimeValues {
  return {
    to: 'ana@list.example',
    message_id: '1.abc@acme.example',
    unsubscribe_url: 'http://127.0.0.1/u/token',
    date: Date.UTC(2026, 2, 2, 9, 30),
    subject: [],
    html: [],
    text: [],
    ...change,
  };
}

const FROM = { name: 'Acme', address: 'news@acme.example' };
const bytesOf = (mime: string) => Buffer.from(mime, 'latin1');
const normal = (text: string | undefined) => (text ?? '').replace(/\r\n/g, '\n').replace(/\n$/, '');

async function parse(mime: string) {
  return PostalMime.parse(bytesOf(mime));
}

describe.for(TEXTS)('%s', ([, text]) => {
  test('reads the same from our message as from one composed by nodemailer', async () => {
    const html = `<p>${text}</p>`;
    const subject = text.replace(/\s+/g, ' ').slice(0, 150).trim();
    const ours = await parse(
      compileMime({ from: FROM, reply_to: null, subject: [subject], html: [html], text: [text] }).build(values()),
    );
    const composed = await new MailComposer({ from: FROM, to: 'ana@list.example', subject, html, text })
      .compile()
      .build();
    const theirs = await PostalMime.parse(composed);
    expect(ours.subject).toBe(theirs.subject);
    expect(ours.from).toEqual(theirs.from);
    expect(ours.to).toEqual(theirs.to);
    expect(normal(ours.html)).toBe(normal(theirs.html));
    expect(normal(ours.text)).toBe(normal(theirs.text));
  });

  test('reads the same in a slot as in the literal text around it', async () => {
    const slotted = ['before ', null, ' middle ', null, null, ' after'];
    const template = compileMime({ from: FROM, reply_to: null, subject: ['S'], html: slotted, text: slotted });
    const filled = [text, 'x', text];
    const mail = await parse(template.build(values({ html: filled, text: filled })));
    const whole = `before ${text} middle x${text} after`;
    expect(normal(mail.text)).toBe(whole);
    expect(normal(mail.html)).toBe(whole);
  });

  test('has no line over 998 bytes and no body line over 76', () => {
    const mime = compileMime({ from: FROM, reply_to: null, subject: [null], html: [null], text: [text, null] }).build(
      values({ subject: [text], html: [text], text: [text] }),
    );
    const lines = mime.split('\r\n');
    expect(mime.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(76 + '\r\n'.length);
    expect(lines.filter((line) => line.startsWith('.'))).toEqual([]);
  });
});

test.for([
  'Ana "the Great" Lima',
  'Müller, Jörg',
  'O’Neill & Søn',
  'a@b.example',
  '日本語',
  'Plain Name',
  ' ',
  'x\r\nBcc: eve@evil.example',
])('the sender %s is told as given', async (name) => {
  const mime = compileMime({
    from: { ...FROM, name },
    reply_to: 'reply@acme.example',
    subject: ['S'],
    html: [''],
    text: [''],
  });
  const mail = await parse(mime.build(values()));
  expect(mail.from).toEqual({ name: name.replace(/[\r\n]+/g, ' ').trim(), address: FROM.address });
  expect(mail.replyTo?.[0]?.address).toBe('reply@acme.example');
  expect(mail.bcc).toBeUndefined();
});

test('carries the headers that mailboxes expect of bulk mail', async () => {
  const mail = await parse(
    compileMime({ from: FROM, reply_to: null, subject: ['S'], html: ['h'], text: ['t'] }).build(values()),
  );
  const header = (key: string) => mail.headers.find((one) => one.key === key)?.value;
  expect(header('list-unsubscribe')).toBe('<http://127.0.0.1/u/token>');
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(header('precedence')).toBe('bulk');
  expect(header('date')).toBe('Mon, 02 Mar 2026 09:30:00 +0000');
  expect(mail.messageId).toBe('<1.abc@acme.example>');
  expect(header('mime-version')).toBe('1.0');
});

test('a merged subject can not add a header', async () => {
  const template = compileMime({ from: FROM, reply_to: null, subject: ['Hi ', null], html: [''], text: [''] });
  const mail = await parse(template.build(values({ subject: ['Ana\r\nBcc: eve@evil.example'] })));
  expect(mail.bcc).toBeUndefined();
  expect(mail.subject).toBe('Hi Ana Bcc: eve@evil.example');
});

test('readers leave by a mail or by a page, where both are there', async () => {
  const parts = {
    from: { name: '', address: 'a@b.example' },
    reply_to: null,
    subject: ['x'],
    html: ['x'],
    text: ['x'],
  };
  const mime = compileMime(parts).build(values({ unsubscribe_address: 'returns+u1.0123456789abcdef@acme.example' }));
  const { headers } = await PostalMime.parse(mime);
  expect(headers.find(({ key }) => key === 'list-unsubscribe')?.value).toBe(
    '<mailto:returns+u1.0123456789abcdef@acme.example?subject=unsubscribe>, <http://127.0.0.1/u/token>',
  );
});
