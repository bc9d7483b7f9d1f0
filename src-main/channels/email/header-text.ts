import { domainToASCII } from 'node:url';

/** Bytes of UTF-8 in one encoded word, so that the line stays within 76 characters, also the first one with its name. */
const WORD_BYTES = 39;
const FOLD_AT = 76;
const ATEXT_WORDS = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]*$/;

/** A header whose value is free text, folded and encoded (RFC 2047) where it must be. */
export function textHeader(name: string, text: string): string {
  const clean = withoutControls(text);
  const start = name.length + 2;
  // What has no place to break would make too long a line; encoded it breaks anywhere.
  const breaks = foldable(clean).every((piece) => start + piece.length <= FOLD_AT);
  const value = needsWords(clean) || !breaks ? encodedWords(clean) : fold(clean, start);
  return `${name}: ${value}\r\n`;
}

/** `Ana Lima <ana@example.org>`, with the name quoted or encoded as needed. */
export function mailboxText(name: string, address: string): string {
  const clean = withoutControls(name).trim();
  if (clean === '') return wireAddress(address);
  if (needsWords(clean)) return `${encodedWords(clean)}\r\n <${wireAddress(address)}>`;
  const phrase = ATEXT_WORDS.test(clean) ? clean : `"${clean.replace(/["\\]/g, '\\$&')}"`;
  return `${phrase} <${wireAddress(address)}>`;
}

/** An address for a header: domain in ASCII; what is left beyond it as UTF-8, one character for each byte. */
export function wireAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const clean = `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1)) || address.slice(at + 1)}`;
  return Buffer.from(withoutControls(clean), 'utf8').toString('latin1');
}

/** RFC 5322, in UTC. */
export function dateText(millis: number): string {
  return new Date(millis).toUTCString().replace('GMT', '+0000');
}

function withoutControls(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

function needsWords(text: string): boolean {
  return !/^[\x20-\x7e]*$/.test(text) || text.includes('=?') || /^ | $/.test(text);
}

/** Words never split a character. Spaces between neighbouring words do not count, so the text comes out as it went in. */
function encodedWords(text: string): string {
  const words: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const char of text.toWellFormed()) {
    const size = Buffer.byteLength(char);
    if (bytes + size > WORD_BYTES) {
      words.push(piece);
      piece = '';
      bytes = 0;
    }
    piece += char;
    bytes += size;
  }
  words.push(piece);
  return words.map((word) => `=?UTF-8?B?${Buffer.from(word).toString('base64')}?=`).join('\r\n ');
}

function foldable(text: string): string[] {
  return text.split(/(?<=[^ ])(?= [^ ])/);
}

/** Breaks at single spaces only: a run of spaces would otherwise be changed on the way. */
function fold(text: string, start: number): string {
  if (start + text.length <= FOLD_AT) return text;
  let out = '';
  let column = start;
  for (const word of foldable(text)) {
    if (column > start && column + word.length > FOLD_AT) {
      out += '\r\n';
      column = 0;
    }
    out += word;
    column += word.length;
  }
  return out;
}
