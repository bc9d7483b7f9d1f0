import { randomBytes } from 'node:crypto';
import { dateText, mailboxText, textHeader, wireAddress } from './header-text.ts';
import { SOFT_BREAK, toQuotedPrintable } from './quoted-printable.ts';

/** Text in order; null stands for a slot that each recipient fills differently. */
export type Slotted = readonly (string | null)[];

/** A picture that travels in a mail and is shown where its HTML names it: `cid:<name>`. */
export interface MimePicture {
  name: string;
  /** `image/png` and the like. */
  type: string;
  filename: string;
  bytes: Uint8Array;
}

/** What is the same for all recipients of a send. */
export interface MimeParts {
  from: { name: string; address: string };
  reply_to: string | null;
  subject: Slotted;
  html: Slotted;
  text: Slotted;
  pictures?: readonly MimePicture[];
}

/** What differs. The values of slots are in the order of their slots. */
export interface MimeValues {
  to: string;
  /** Without brackets; the same at each try, so that a mailbox can tell a second copy. */
  message_id: string;
  /** Null for a message to one person: without it, it does not say that it is bulk mail. */
  unsubscribe_url: string | null;
  /** An address that a mail leaves by. */
  unsubscribe_address?: string;
  date: number;
  subject: readonly string[];
  html: readonly string[];
  text: readonly string[];
}

/** A message composed once: only slots and a few headers are left to fill. */
export interface MimeTemplate {
  /** CRLF line ends; ASCII apart from international addresses, which are UTF-8 with one character for each byte. */
  build(values: MimeValues): string;
}

/** multipart/alternative, where pictures stand in multipart/related beside the HTML, with both parts quoted-printable, and for many the headers that bulk mail is expected to have. */
export function compileMime(parts: MimeParts): MimeTemplate {
  const boundary = `=_${randomBytes(15).toString('hex')}`;
  const head = [`From: ${mailboxText(parts.from.name, parts.from.address)}\r\n`];
  if (parts.reply_to) head.push(`Reply-To: ${wireAddress(parts.reply_to)}\r\n`);
  head.push('MIME-Version: 1.0\r\n');
  const fixed = inOnePiece(
    `${head.join('')}Content-Type: multipart/alternative;\r\n boundary="${boundary}"\r\n\r\n--${boundary}\r\n`,
  );
  const fillText = encodedBody(parts.text);
  const fillHtml = encodedBody(parts.html);
  const fillSubject = subjectHeader(parts.subject);
  const { before, after } = besideHtml(parts.pictures ?? []);
  const between = `\r\n--${boundary}\r\n${before}${partHeaders('text/html')}`;
  const end = inOnePiece(`${after}\r\n--${boundary}--\r\n`);

  return {
    build(values) {
      const { to, message_id, date } = values;
      return (
        `To: ${wireAddress(to)}\r\n${fillSubject(values.subject)}Date: ${cachedDate(date)}\r\n` +
        `Message-ID: <${message_id}>\r\n${bulkHeaders(values)}${fixed}` +
        `${partHeaders('text/plain')}${fillText(values.text)}${between}${fillHtml(values.html)}${end}`
      );
    },
  };
}

function bulkHeaders({ unsubscribe_url, unsubscribe_address }: MimeValues): string {
  if (unsubscribe_url === null) return '';
  const mail = unsubscribe_address ? `<mailto:${unsubscribe_address}?subject=unsubscribe>,\r\n ` : '';
  return (
    `List-Unsubscribe: ${mail}<${unsubscribe_url}>\r\nPrecedence: bulk\r\n` +
    'List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n'
  );
}

/** What stands around the HTML for the sake of its pictures. */
function besideHtml(pictures: readonly MimePicture[]): { before: string; after: string } {
  if (pictures.length === 0) return { before: '', after: '' };
  const boundary = `=_${randomBytes(15).toString('hex')}`;
  const before = `Content-Type: multipart/related; type="text/html";\r\n boundary="${boundary}"\r\n\r\n--${boundary}\r\n`;
  const parts = pictures.map(
    ({ name, type, filename, bytes }) =>
      `\r\n--${boundary}\r\nContent-Type: ${type}\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <${name}>\r\n` +
      `Content-Disposition: inline; filename="${filename}"\r\n\r\n${inLines(Buffer.from(bytes).toString('base64'))}`,
  );
  return { before, after: `${parts.join('')}\r\n--${boundary}--` };
}

function inLines(base64: string): string {
  return base64.match(/.{1,76}/g)?.join('\r\n') ?? '';
}

function partHeaders(type: string): string {
  return `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n`;
}

/** A slot stands between two soft breaks, so whatever it is filled with, the lines around it stay as they are. */
function encodedBody(source: Slotted): (values: readonly string[]) => string {
  const encoded = source.map((chunk) => (chunk === null ? null : toQuotedPrintable(chunk)));
  const pieces: (string | null)[] = encoded.flatMap((chunk, index) => (index === 0 ? [chunk] : [SOFT_BREAK, chunk]));
  const merged = mergeNeighbours(pieces).map((piece) => piece && inOnePiece(piece));
  return (values) => {
    let out = '';
    let next = 0;
    for (const piece of merged) out += piece ?? toQuotedPrintable(values[next++] ?? '');
    return out;
  };
}

/** A text that was put together sign by sign is kept as a tree of its pieces, which would be walked again for each message. */
function inOnePiece(text: string): string {
  return Buffer.from(text, 'latin1').toString('latin1');
}

function mergeNeighbours(pieces: Slotted): (string | null)[] {
  const merged: (string | null)[] = [];
  for (const piece of pieces) {
    const last = merged.at(-1);
    if (piece !== null && typeof last === 'string') merged[merged.length - 1] = last + piece;
    else merged.push(piece);
  }
  return merged;
}

function subjectHeader(source: Slotted): (values: readonly string[]) => string {
  if (!source.includes(null)) {
    const header = textHeader('Subject', source.join(''));
    return () => header;
  }
  return (values) => {
    let next = 0;
    return textHeader('Subject', source.map((chunk) => chunk ?? values[next++] ?? '').join(''));
  };
}

let shownSecond = Number.NaN;
let shownDate = '';

/** Thousands of messages share a second. */
function cachedDate(millis: number): string {
  const second = Math.floor(millis / 1_000);
  if (second !== shownSecond) {
    shownSecond = second;
    shownDate = dateText(millis);
  }
  return shownDate;
}
