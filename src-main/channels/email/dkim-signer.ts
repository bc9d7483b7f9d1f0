import { createPrivateKey, hash, type KeyObject, sign as signData } from 'node:crypto';

/** A key whose public half stands in the DNS under `selector._domainkey.domain`. */
export interface DkimKey {
  domain: string;
  selector: string;
  /** RSA or Ed25519, in PEM. */
  key: string;
}

/** Proves for the domains of its keys that they sent a message (RFC 6376, RFC 8463). */
export interface DkimSigner {
  /** What the signatures add to a message, at most. */
  readonly bytes: number;
  /** @returns the headers to put before the message, in the order of the keys */
  sign(mime: string, now: number): Promise<string>;
}

/** Headers that a reader sees or a mailbox acts on. */
const SIGNED = [
  'from',
  'to',
  'reply-to',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'content-type',
  'list-unsubscribe',
  'list-unsubscribe-post',
  'list-id',
];
/** Named once more than it stands there, so that nobody can put a second one before it. */
const OVERSIGNED = 'from';
const HEADER_BYTES = 420;
const FULL_LINES = /.{72}(?=.)/g;

interface Key {
  domain: string;
  selector: string;
  key: KeyObject;
  algorithm: 'rsa-sha256' | 'ed25519-sha256';
}

/** @throws for a key that can't be read or is of another kind */
export function createDkimSigner(keys: readonly DkimKey[]): DkimSigner {
  const read = keys.map(readKey);
  return {
    bytes: read.reduce(
      (sum, { domain, selector, key }) => sum + HEADER_BYTES + domain.length + selector.length + lengthOf(key),
      0,
    ),
    async sign(mime, now) {
      const end = mime.indexOf('\r\n\r\n');
      const headers = relaxedHeaders(end < 0 ? mime : mime.slice(0, end));
      const bodyHash = hash('sha256', Buffer.from(end < 0 ? '' : relaxedBody(mime.slice(end + 4)), 'latin1'), 'base64');
      const signatures = read.map((key) => signatureHeader(key, headers, { bodyHash, now }));
      return (await Promise.all(signatures)).join('');
    },
  };
}

function readKey({ domain, selector, key: pem }: DkimKey): Key {
  const key = createPrivateKey(pem);
  if (key.asymmetricKeyType === 'rsa') return { domain, selector, key, algorithm: 'rsa-sha256' };
  if (key.asymmetricKeyType === 'ed25519') return { domain, selector, key, algorithm: 'ed25519-sha256' };
  throw new Error(`A DKIM key is RSA or Ed25519, not ${key.asymmetricKeyType}.`);
}

/** Of a signature in base64 with its line breaks. */
function lengthOf({ asymmetricKeyDetails }: KeyObject): number {
  return Math.ceil(((asymmetricKeyDetails?.modulusLength ?? 512) / 8) * 1.5);
}

async function signatureHeader(
  { domain, selector, key, algorithm }: Key,
  headers: ReadonlyMap<string, string>,
  { bodyHash, now }: { bodyHash: string; now: number },
): Promise<string> {
  const names = SIGNED.filter((name) => headers.has(name));
  const header =
    `DKIM-Signature: v=1; a=${algorithm}; c=relaxed/relaxed; d=${domain};\r\n s=${selector}; t=${Math.floor(now / 1_000)};\r\n` +
    ` h=${[OVERSIGNED, ...names].join(':\r\n  ')};\r\n bh=${bodyHash};\r\n b=`;
  const said = names.map((name) => headers.get(name)).join('\r\n');
  const signature = await signText(`${said}\r\n${relaxedHeader(header)}`, key);
  return `${header}${signature.replace(FULL_LINES, '$&\r\n  ')}\r\n`;
}

/** In the thread pool: an RSA signature takes longer than everything else that is done for a message. */
function signText(text: string, key: KeyObject): Promise<string> {
  const data = Buffer.from(text, 'latin1');
  const rsa = key.asymmetricKeyType === 'rsa';
  return new Promise((resolve, reject) => {
    signData(rsa ? 'sha256' : null, rsa ? data : hash('sha256', data, 'buffer'), key, (error, signature) => {
      if (error) reject(error);
      else resolve(signature.toString('base64'));
    });
  });
}

function relaxedHeaders(head: string): Map<string, string> {
  const fields = head.split(/\r\n(?![ \t])/);
  return new Map(
    fields.map((field) => [field.slice(0, field.indexOf(':')).trim().toLowerCase(), relaxedHeader(field)]),
  );
}

function relaxedHeader(field: string): string {
  const colon = field.indexOf(':');
  const value = field
    .slice(colon + 1)
    .replaceAll('\r\n', '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${field.slice(0, colon).trim().toLowerCase()}:${value}`;
}

/** What most bodies need none of is found out by plain searches: walking through one with an expression takes ten times as long. */
function relaxedBody(body: string): string {
  const loose = body.includes('\t') || body.includes('  ') || body.includes(' \r\n') || body.endsWith(' ');
  const shrunk = loose ? body.replace(/[ \t]+/g, ' ').replace(/ (?=\r\n|$)/g, '') : body;
  if (shrunk.endsWith('\r\n') && !shrunk.endsWith('\r\n\r\n') && shrunk !== '\r\n') return shrunk;
  const ended = shrunk.replace(/(?:\r\n)+$/, '');
  return ended === '' ? '' : `${ended}\r\n`;
}
