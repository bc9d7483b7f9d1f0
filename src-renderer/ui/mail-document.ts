/**
 * A mail as a document of its own for a sandboxed frame. Nothing in it may run, be sent or be loaded except pictures and
 * its own styles; links leave the frame or do nothing, as the frame's sandbox says.
 */
export function mailDocument(html: string, dark = false): string {
  const policy =
    "default-src 'none'; img-src data: cid: blob: http: https:; style-src 'unsafe-inline'; form-action 'none'";
  return [
    '<!doctype html>',
    `<meta http-equiv="content-security-policy" content="${policy}">`,
    '<meta charset="utf-8"><meta name="color-scheme" content="light"><base target="_blank">',
    '<style>body{overflow-wrap:break-word}</style>',
    inScheme(html, dark),
  ].join('');
}

/** What mails say for dark screens holds when that is asked for, whatever this screen is. */
function inScheme(html: string, dark: boolean): string {
  return html.replace(/\(\s*prefers-color-scheme\s*:\s*(dark|light)\s*\)/gi, (_, scheme: string) =>
    (scheme.toLowerCase() === 'dark') === dark ? '(min-width:0)' : '(max-width:0)',
  );
}

/** Whether a mail has pictures from elsewhere, which the console does not load. */
export function hasRemotePictures(html: string, ownBase: string | undefined): boolean {
  const sources = [...html.matchAll(/<img\b[^>]*?\bsrc\s*=\s*["']?(https?:[^"'\s>]+)/gi)].map(
    (match) => match[1] ?? '',
  );
  return sources.some((source) => !ownBase || !source.startsWith(ownBase));
}
