export type SniffedPicture = 'jpeg' | 'png' | 'gif' | 'webp' | 'svg';

/** What the bytes are, whatever the name of the file says; null: none of these. */
export function sniffPicture(bytes: Uint8Array): SniffedPicture | null {
  const head = Buffer.from(bytes.subarray(0, 1_024)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'png';
  if (/^GIF8[79]a/.test(head)) return 'gif';
  if (/^RIFF[\s\S]{4}WEBP/.test(head)) return 'webp';
  return /^(\xef\xbb\xbf)?\s*<[\s\S]*<?svg[\s>]/i.test(head) ? 'svg' : null;
}
