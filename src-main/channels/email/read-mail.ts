import PostalMime, { decodeWords } from 'postal-mime';

/** A mail taken apart for reading. */
export interface ReadMail {
  headers: { name: string; value: string }[];
  html: string | null;
  text: string | null;
  attachments: { filename: string; type: string; bytes: number }[];
}

const SNIPPET_LENGTH = 140;

export async function readMail(source: Uint8Array): Promise<ReadMail> {
  const mail = await PostalMime.parse(source, { attachmentEncoding: 'arraybuffer' });
  return {
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value: decodeWords(value) })),
    html: mail.html ?? null,
    text: mail.text ?? null,
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      filename: filename ?? 'unnamed',
      type: mimeType,
      bytes: content instanceof ArrayBuffer ? content.byteLength : content.length,
    })),
  };
}

/** The first words of a mail. */
export function snippetOf({ text, html }: Pick<ReadMail, 'text' | 'html'>): string {
  const words = text ?? html?.replace(/<(style|title)[^>]*>.*?<\/\1>|<[^>]*>/gis, ' ') ?? '';
  return words.replace(/\s+/g, ' ').trim().slice(0, SNIPPET_LENGTH);
}

/** Only what a list needs, without taking the whole mail apart. */
export function readListHeaders(source: Buffer): { from: string; to: string; subject: string } {
  const end = source.indexOf('\r\n\r\n');
  const head = source.toString('utf8', 0, end < 0 ? source.length : end).replace(/\r\n[ \t]+/g, ' ');
  const value = (name: string) => decodeWords(new RegExp(`^${name}:[ \\t]*(.*)$`, 'im').exec(head)?.[1]?.trim() ?? '');
  return { from: value('From'), to: value('To'), subject: value('Subject') };
}
