const HEX = '0123456789ABCDEF';
const LONGEST_LINE = 75;

/** Short text that needs no encoding wherever it stands: the common case of a merged value. */
const PLAIN = /^[A-Za-z0-9_+/:?&;,!'()*@-](?:[A-Za-z0-9 _+/:?&;,.!'()*@-]{0,70}[A-Za-z0-9_+/:?&;,!'()*@-])?$/;

/** A soft line break: the line goes on after it. */
export const SOFT_BREAK = '=\r\n';

/**
 * RFC 2045. The result may stand between two soft breaks or at the beginning of a part: no line is longer than 76 characters,
 * none begins with a dot, and no space ends one.
 */
export function toQuotedPrintable(text: string): string {
  if (text === '' || PLAIN.test(text)) return text;
  const bytes = Buffer.from(text.replace(/\r\n?/g, '\n'), 'utf8');
  let out = '';
  let column = 0;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === 10) {
      out += '\r\n';
      column = 0;
      continue;
    }
    const next = bytes[i + 1];
    const endsLine = next === undefined || next === 10;
    let sign = isPlain(byte, endsLine) ? String.fromCharCode(byte) : escaped(byte);
    if (column + sign.length > LONGEST_LINE) {
      out += SOFT_BREAK;
      column = 0;
    }
    if (column === 0 && byte === 46) sign = escaped(byte);
    out += sign;
    column += sign.length;
  }
  return out;
}

function isPlain(byte: number, endsLine: boolean): boolean {
  if (byte === 32 || byte === 9) return !endsLine;
  return byte > 32 && byte < 127 && byte !== 61;
}

function escaped(byte: number): string {
  return `=${HEX[byte >> 4]}${HEX[byte & 15]}`;
}
