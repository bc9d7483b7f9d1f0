import { generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { describe, expect, test } from 'vitest';
import { createDkimSigner } from '#main/channels/email/dkim-signer.ts';
import { compileMime } from '#main/channels/email/mime-message.ts';

const NOW = Date.UTC(2026, 2, 2, 9, 30);
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ed25519 = generateKeyPairSync('ed25519');
const pem = { type: 'pkcs8', format: 'pem' } as const;
const KEYS = [
  { domain: 'acme.example', selector: 'rsa1', key: rsa.privateKey.export(pem).toString() },
  { domain: 'acme.example', selector: 'ed1', key: ed25519.privateKey.export(pem).toString() },
];

/** The public halves, as they would stand in the DNS. */
const RECORDS: Record<string, string> = {
  'rsa1._domainkey.acme.example': `v=DKIM1; k=rsa; p=${rsa.publicKey.export({ type: 'spki', format: 'der' }).toString('base64')}`,
  'ed1._domainkey.acme.example': `v=DKIM1; k=ed25519; p=${ed25519.publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64')}`,
};

async function verdicts(mime: string) {
  const resolver = async (name: string) => {
    const record = RECORDS[name];
    if (!record) throw Object.assign(new Error('No such name'), { code: 'ENOTFOUND' });
    return [[record]];
  };
  const { results } = await dkimVerify(Buffer.from(mime, 'latin1'), { resolver });
  return results.map(({ status, selector }) => [selector, status.result]);
}

async function signed(mime: string, keys = KEYS): Promise<string> {
  return (await createDkimSigner(keys).sign(mime, NOW)) + mime;
}

function messageOf(subject: string, text: string): string {
  return compileMime({
    from: { name: 'Ácme', address: 'news@acme.example' },
    reply_to: 'reply@acme.example',
    subject: [null],
    html: ['<p>', null, '</p>'],
    text: [null],
  }).build({
    to: 'ana@list.example',
    message_id: '1.abc@acme.example',
    unsubscribe_url: `https://news.acme.example/u/${'t'.repeat(24)}`,
    date: NOW,
    subject: [subject],
    html: [text],
    text: [text],
  });
}

const BOTH = [
  ['rsa1', 'pass'],
  ['ed1', 'pass'],
];

test('both signatures hold for whoever looks them up', async () => {
  const mime = await signed(messageOf('Spring', 'Hello there.'));
  expect(await verdicts(mime)).toEqual(BOTH);
  expect(mime.split('\r\n').every((line) => line.length <= 78)).toBe(true);
});

test('whatever the message says', async () => {
  const words = fc.string({ unit: 'binary', maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(words, words, async (subject, text) => {
      expect(await verdicts(await signed(messageOf(subject, text)))).toEqual(BOTH);
    }),
    { numRuns: 25 },
  );
});

test.for<[string, string]>([
  ['an empty body', 'From: a@acme.example\r\nSubject: x\r\n\r\n'],
  ['blanks at line ends and empty lines at the end', 'From: a@acme.example\r\n\r\none \t\r\ntwo  three\t\r\n\r\n\r\n'],
  ['no line break at the end', 'From: a@acme.example\r\n\r\none'],
  ['folded headers', 'From: a@acme.example\r\nSubject: one\r\n \t two\r\nTo:   b@list.example  \r\n\r\nx\r\n'],
])('also with %s', async ([, mime = '']) => {
  expect(await verdicts(await signed(mime))).toEqual(BOTH);
});

describe('breaks when somebody on the way', () => {
  const changes: [string, (mime: string) => string][] = [
    ['changes the text', (mime) => mime.replace('Hello', 'Hallo')],
    ['changes the subject', (mime) => mime.replace('Subject: Spring', 'Subject: Winter')],
    [
      'changes where unsubscribing leads',
      (mime) => mime.replace('List-Unsubscribe: <https', 'List-Unsubscribe: <http'),
    ],
    [
      'takes one-click unsubscribing away',
      (mime) => mime.replace('List-Unsubscribe=One-Click', 'List-Unsubscribe=Two'),
    ],
    ['adds a second From', (mime) => `From: eve@evil.example\r\n${mime}`],
  ];
  test.for(changes)('%s', async ([, change]) => {
    const mime = change(await signed(messageOf('Spring', 'Hello there.')));
    for (const [, result] of await verdicts(mime)) expect(result).not.toBe('pass');
  });
});

test('a signature takes no more room than was said', async () => {
  const signer = createDkimSigner(KEYS);
  const header = await signer.sign(messageOf('Spring', 'Hello there.'), NOW);
  expect(header.length).toBeLessThanOrEqual(signer.bytes);
});

test('a key of another kind is refused', () => {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const key = privateKey.export(pem).toString();
  expect(() => createDkimSigner([{ domain: 'acme.example', selector: 'ec', key }])).toThrow('RSA or Ed25519');
});
