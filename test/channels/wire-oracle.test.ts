import fc from 'fast-check';
import MailComposer from 'nodemailer/lib/mail-composer';
import PostalMime from 'postal-mime';
import { expect, test } from 'vitest';
import { compileMime, type MimePicture } from '#main/channels/email/mime-message.ts';
import { attachmentsOf } from '#main/channels/email/send-one.ts';
import { createTokenSigner } from '#main/platform/tracking-token.ts';
import { compileMessage } from '#main/rendering/compile-message.ts';
import { fillText } from '#main/rendering/compiled-text.ts';
import { type MergeData, mergeAddressesOf, mergeDataOf } from '#main/rendering/merge-data.ts';
import { trackingUrls } from '#shared/domain/tracking/tracking-urls.ts';

const BASE = 'https://news.acme.example';
const TEMPLATES = 250;
const PEOPLE = 4;
const PICTURE = `${BASE}/m/${'h'.repeat(43)}/600.png`;
const signer = createTokenSigner(Buffer.alloc(32, 7));

/** Words of many scripts, signs that encodings use themselves, and lines of any length. */
const word = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(
      'Ana',
      'Müller',
      '日本語',
      'שלום',
      'Привет',
      '👋🏽',
      '.',
      '..',
      '=3D',
      '=',
      'a=b',
      '&',
      '<b>',
      '"',
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom('x', '.', '='), minLength: 70, maxLength: 1_200 }) },
);
const line = fc.array(word, { maxLength: 6 }).map((words) => words.join(' '));
/** Without the signs that the template language reads. */
const literal = line.map((text) => text.replace(/[{}<>&"]/g, '_'));
const paragraphs = fc.array(literal, { minLength: 1, maxLength: 4 });

const person = fc.record({ first_name: line, company: line, city: line, no: fc.integer({ min: 1, max: 2 ** 40 }) });
const template = fc.record({
  subject: literal,
  before: paragraphs,
  after: paragraphs,
  links: fc.array(fc.webUrl({ withQueryParameters: true }), { maxLength: 3 }),
  /** One that travels in the mail. */
  picture: fc.option(fc.uint8Array({ minLength: 1, maxLength: 2_000 }), { nil: null }),
});
type ValueOf<Generator> = Generator extends fc.Arbitrary<infer Value> ? Value : never;
type Person = ValueOf<typeof person>;
type Template = ValueOf<typeof template>;

function sourceOf({ subject, before, after, links }: Template) {
  const body = [
    ...before.map((text) => `<p>${text}</p>`),
    '<p>{{ first_name }} of {{ company }} in {{ city | upcase }}{% if city == "" %}?{% endif %}</p>',
    ...links.map((url) => `<a href="${url.replaceAll('&', '&amp;')}">x</a>`),
    ...after,
    `<img src="${PICTURE}" alt="">`,
    '<a href="{{ unsubscribe_url }}">Unsubscribe</a>',
  ].join('\n');
  return { subject: `${subject} {{ first_name }}`, preheader: '', body_kind: 'html' as const, body };
}

function dataOf({ first_name, company, city, no }: Person, to: string): MergeData {
  const token = signer.sign(no);
  const person = {
    id: 'p',
    email: to,
    first_name,
    last_name: '',
    company,
    city,
    country: '',
    locale: '',
    timezone: '',
  };
  return mergeDataOf({ ...person, attributes: {} }, mergeAddressesOf(token, trackingUrls(BASE, token)));
}

const normal = (text: string | undefined) => (text ?? '').replace(/\r\n?/g, '\n').replace(/\n+$/, '');
/** Separators of lines and paragraphs are blanks in our headers. */
const oneLine = (text: string | undefined) => (text ?? '').replace(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
const linksOf = (html: string | undefined) =>
  [...(html ?? '').matchAll(/(?:href|src)="([^"]*)"/g)].map(([, url]) => url);

interface Made {
  mime: string;
  whole: { subject: string; html: string; text: string };
  pictures: MimePicture[];
  unsubscribe_url: string;
}

/** As a send does it: compiled once, filled for each person. */
function ours(generated: Template): (person: Person, to: string) => Made {
  const { picture } = generated;
  const named = (bytes: Uint8Array) => ({ name: 'h.600@herald', type: 'image/png', filename: 'h.png', bytes });
  const pictures = picture ? [named(picture)] : [];
  const embed = (address: string) => (picture && address === PICTURE ? 'h.600@herald' : null);
  const options = { base_url: BASE, track_opens: true, track_clicks: true, embed };
  const compiled = compileMessage(sourceOf(generated), options);
  expect(compiled.pictures).toEqual(pictures.map(({ name }) => name));
  const { subject, html, text } = compiled;
  const mime = compileMime({
    from: { name: 'Ácme & Co', address: 'news@acme.example' },
    reply_to: 'reply@acme.example',
    subject: subject.chunks,
    html: html.chunks,
    text: text.chunks,
    pictures,
  });
  return (one, to) => {
    const data = dataOf(one, to);
    const { unsubscribe_url } = data;
    const values = { subject: subject.fill(data), html: html.fill(data), text: text.fill(data) };
    return {
      mime: mime.build({ to, message_id: 'one@acme.example', unsubscribe_url, date: 0, ...values }),
      whole: { subject: fillText(subject, data), html: fillText(html, data), text: fillText(text, data) },
      pictures,
      unsubscribe_url,
    };
  };
}

/** What the mail library makes of the same texts. */
async function theirs({ whole, pictures, unsubscribe_url }: Made, to: string) {
  const composer = new MailComposer({
    from: { name: 'Ácme & Co', address: 'news@acme.example' },
    replyTo: 'reply@acme.example',
    to,
    date: new Date(0),
    messageId: '<one@acme.example>',
    headers: {
      'List-Unsubscribe': `<${unsubscribe_url}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      Precedence: 'bulk',
    },
    ...whole,
    attachments: attachmentsOf({ pictures }),
    textEncoding: 'quoted-printable',
  });
  return PostalMime.parse(await composer.compile().build());
}

function attached({ attachments }: Awaited<ReturnType<typeof PostalMime.parse>>) {
  return attachments.map(({ content, ...facts }) => ({
    ...facts,
    content: Buffer.from(content as ArrayBuffer).toString('hex'),
  }));
}

const HEADERS = ['date', 'message-id', 'mime-version', 'list-unsubscribe', 'list-unsubscribe-post', 'precedence'];

async function compareOne(made: Made, to: string): Promise<void> {
  const mail = await PostalMime.parse(Buffer.from(made.mime, 'latin1'));
  const oracle = await theirs(made, to);
  const header = (one: typeof mail, key: string) => one.headers.find((each) => each.key === key)?.value;
  for (const key of HEADERS) expect([key, header(mail, key)]).toEqual([key, header(oracle, key)]);
  expect(mail.from).toEqual(oracle.from);
  expect(mail.to).toEqual(oracle.to);
  expect(mail.replyTo).toEqual(oracle.replyTo);
  expect(oneLine(mail.subject)).toBe(oneLine(oracle.subject));
  expect(normal(mail.html)).toBe(normal(oracle.html));
  expect(normal(mail.text)).toBe(normal(oracle.text));
  expect(attached(mail)).toEqual(attached(oracle));
  expect(linksOf(mail.html)).toEqual(linksOf(made.whole.html));
  expect(made.mime.split('\r\n').every((text) => text.length <= 78 && !text.startsWith('.'))).toBe(true);
}

test('a thousand messages of all kinds read as those that nodemailer composes of the same input', {
  timeout: 60_000,
}, async () => {
  const people = fc.array(person, { minLength: PEOPLE, maxLength: PEOPLE });
  await fc.assert(
    fc.asyncProperty(template, people, async (generated, recipients) => {
      const fill = ours(generated);
      for (const one of recipients) {
        const to = `p${one.no}@list.example`;
        await compareOne(fill(one, to), to);
      }
    }),
    { numRuns: TEMPLATES },
  );
});
