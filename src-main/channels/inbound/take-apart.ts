import { Parser } from 'htmlparser2';
import PostalMime, { type Attachment, decodeWords } from 'postal-mime';

/** A mail to one of our addresses, taken apart as far as its meaning needs. */
export interface InboundMail {
  headers: ReadonlyMap<string, readonly string[]>;
  /** What a person would read of it. */
  text: string;
  /** Machine-readable parts: how delivery went, one text per part. */
  statuses: string[];
  /** Machine-readable part of a feedback report. */
  feedback: string | null;
  /** Machine-readable part of a read receipt. */
  disposition: string | null;
  /** Headers of the message that is returned or reported, and some of its body. */
  returned: string | null;
  /** Type of the whole, in lower case. */
  type: string;
}

/** Nothing that a report says stands behind its first megabyte; what follows is the returned message. */
const MOST_BYTES = 1024 * 1024;
const MOST_LINES = 15_000;
const MOST_TEXT = 200_000;
const LIMITS = { forceRfc822Attachments: true, maxNestingDepth: 24, maxHeadersSize: 256 * 1024 };

/** Never fails: what can't be taken apart is read as plain text. */
export async function takeApart(source: Uint8Array): Promise<InboundMail> {
  const bytes = beginningOf(source);
  const { head, body } = splitSource(bytes);
  const headers = readHeaders(head);
  const type = (headers.get('content-type')?.[0] ?? 'text/plain').split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const parts = await readParts(bytes);
  const of = (...types: string[]) => parts.attachments.filter(({ mimeType }) => types.includes(mimeType)).map(textOf);
  const statuses = of('message/delivery-status', 'message/global-delivery-status');
  const returned = of(
    'message/rfc822',
    'message/global',
    'text/rfc822-headers',
    'text/rfc822-header',
    'message/rfc822-headers',
    'message/global-headers',
  );
  // A multipart whose boundaries don't match has no parts, but its text is all there.
  const isBroken = type === 'multipart/report' && parts.attachments.length === 0;
  return {
    headers,
    text: (isBroken || parts.text.trim() === '' ? body : parts.text).slice(0, MOST_TEXT),
    statuses,
    feedback: of('message/feedback-report')[0] ?? null,
    disposition: of('message/disposition-notification', 'message/global-disposition-notification')[0] ?? null,
    returned: returned[0] ?? null,
    type,
  };
}

function beginningOf(source: Uint8Array): Uint8Array {
  let end = 0;
  for (let line = 0; line < MOST_LINES; line += 1) {
    const next = source.indexOf(LINE_FEED, end);
    if (next < 0) return source.subarray(0, MOST_BYTES);
    end = next + 1;
  }
  return source.subarray(0, Math.min(end, MOST_BYTES));
}

const LINE_FEED = 10;

/** The first value of a header, or an empty text. */
export function headerOf(mail: InboundMail, name: string): string {
  return mail.headers.get(name)?.[0] ?? '';
}

async function readParts(bytes: Uint8Array): Promise<{ text: string; attachments: Attachment[] }> {
  try {
    const mail = await PostalMime.parse(bytes, LIMITS);
    const odd = mail.attachments.filter(({ mimeType }) => /^text\/plain\b./.test(mimeType)).map(textOf);
    return { text: [...odd, mail.text ?? textOfHtml(mail.html ?? '')].join('\n'), attachments: mail.attachments };
  } catch {
    return { text: '', attachments: [] };
  }
}

const DECODER = new TextDecoder('utf-8');

function textOf({ content }: Attachment): string {
  const text = typeof content === 'string' ? content : DECODER.decode(content);
  return text.slice(0, MOST_TEXT).replace(/\r\n?/g, '\n');
}

function splitSource(bytes: Uint8Array): { head: string; body: string } {
  const source = DECODER.decode(bytes).replace(/\r\n?/g, '\n');
  const end = source.indexOf('\n\n');
  return end < 0 ? { head: source, body: '' } : { head: source.slice(0, end), body: source.slice(end + 2) };
}

const MOST_HEADERS = 500;

/** Headers by name in lower case, in their order, folded lines joined and encoded words read. */
export function readHeaders(head: string): Map<string, string[]> {
  const headers = new Map<string, string[]>();
  const lines = head.replace(/\n[ \t]+/g, ' ').split('\n', MOST_HEADERS);
  for (const line of lines) {
    const colon = line.indexOf(':');
    if (colon < 1 || /\s/.test(line.slice(0, colon))) continue;
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers.set(name, [...(headers.get(name) ?? []), value.includes('=?') ? decodeWords(value) : value]);
  }
  return headers;
}

const SILENT = new Set(['style', 'script', 'title', 'head']);
const LINES = new Set(['br', 'p', 'div', 'tr', 'li', 'table', 'h1', 'h2', 'h3', 'h4', 'blockquote', 'pre']);

function textOfHtml(html: string): string {
  const words: string[] = [];
  let silent = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (SILENT.has(name)) silent += 1;
      if (LINES.has(name)) words.push('\n');
    },
    onclosetag(name) {
      if (SILENT.has(name)) silent -= 1;
    },
    ontext(text) {
      if (silent === 0) words.push(text);
    },
  });
  parser.end(html.slice(0, MOST_TEXT));
  return words.join('');
}
