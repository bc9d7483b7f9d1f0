/** The most characters that a cell of a spreadsheet holds. */
const LONGEST = 32_767;
/** What XML can't hold (control characters, halves of surrogate pairs), and texts that look like the way that is written. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSAYABLE = /[\x00-\x08\x0b\x0c\r\x0e-\x1f\ufffe\uffff]|\p{Cs}|_(?=x[0-9A-Fa-f]{4}_)/gu;
const MARKUP = /[&<>"]/g;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const ESCAPED = /_x([0-9A-Fa-f]{4})_/g;

/** A text as the XML of a workbook has it. */
export function xmlText(text: string): string {
  const whole = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  return whole
    .replace(UNSAYABLE, (sign) => `_x${sign.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}_`)
    .replace(MARKUP, (sign) => ENTITIES[sign] as string);
}

/** The reverse of how signs that XML can't hold are written. */
export function unescapeSigns(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(ESCAPED, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}
