import { describe, expect, test } from 'vitest';
import { EntryReader, entriesOfText, guessLayout, reasonOf } from '#renderer/features/suppressions/read-entries.ts';

const HASH = 'a'.repeat(64);

function read(text: string) {
  const reader = new EntryReader(guessLayout(text));
  return [...reader.push(text), ...reader.end()];
}

describe('a file of suppressed addresses', () => {
  test('is read by its headings, with the reason in whatever words', () => {
    const text = 'Name;E-Mail;Status\r\nAna;ana@example.org;Hard Bounce\r\nBo;bo@example.org;opt-out\r\n';
    expect(read(text)).toEqual([
      { address: 'ana@example.org', reason: 'bounced' },
      { address: 'bo@example.org', reason: 'unsubscribed' },
    ]);
  });

  test('is read without headings by what stands in it', () => {
    expect(read(`1,ana@example.org\n2,bo@example.org\n`)).toEqual([
      { address: 'ana@example.org' },
      { address: 'bo@example.org' },
    ]);
    expect(read(`${HASH}\n`)).toEqual([{ address: HASH }]);
  });

  test('is read piece by piece as it is read whole', () => {
    const text = 'email,reason\n"ana@example.org",complained\n\nbo@example.org,\n';
    const reader = new EntryReader(guessLayout(text));
    const pieces = Array.from(text, (letter) => reader.push(letter)).flat();
    expect([...pieces, ...reader.end()]).toEqual(read(text));
  });

  test('that Herald has written itself comes back', () => {
    const text = `address,hash,channel,reason,source,source_name,at\r\nana@example.org,${HASH},email,blocked,user,,2026-01-01T00:00:00.000Z\r\n`;
    expect(read(text)).toEqual([{ address: 'ana@example.org', reason: 'blocked' }]);
  });
});

test('what is pasted is parted at lines, commas and semicolons', () => {
  expect(entriesOfText(' ana@example.org\n\nbo@example.org; cy@example.org,')).toEqual([
    { address: 'ana@example.org' },
    { address: 'bo@example.org' },
    { address: 'cy@example.org' },
  ]);
});

test.each([
  ['Unsubscribed', 'unsubscribed'],
  ['spam complaint', 'complained'],
  ['cleaned', 'bounced'],
  ['Gesperrt', 'blocked'],
  ['something', undefined],
])('"%s" means %s', (text, reason) => {
  expect(reasonOf(text)).toBe(reason);
});
