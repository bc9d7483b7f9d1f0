import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sizeOfSms } from '#shared/domain/channel/sms-segments.ts';

const cases: [string, string, number, number][] = [
  ['nothing', '', 0, 160],
  ['one character', 'a', 1, 159],
  ['a full message', 'a'.repeat(160), 1, 0],
  ['one more', 'a'.repeat(161), 2, 2 * 153 - 161],
  ['two full ones', 'a'.repeat(306), 2, 0],
  ['three', 'a'.repeat(307), 3, 152],
  ['extended characters count twice', '€'.repeat(80), 1, 0],
  ['an escape is not torn apart', `${'a'.repeat(152)}€${'a'.repeat(7)}`, 2, 144],
  ['line breaks and umlauts are basic', 'Grüße\nÄÖÜß'.repeat(16), 1, 0],
  ['everything extended', '^{}\\[~]|€', 1, 142],
];
test.for(cases)('GSM-7: %s', ([, text, segments, room]) => {
  expect(sizeOfSms(text)).toMatchObject({ encoding: 'GSM-7', segments, room, culprit: null });
});

const wide: [string, string, number, number, string][] = [
  ['one curly quote makes all of it wide', `It’s ${'a'.repeat(65)}`, 1, 0, '’'],
  ['one more', `It’s ${'a'.repeat(66)}`, 2, 63, '’'],
  ['Cyrillic', 'Привет', 1, 64, 'П'],
  ['an emoji takes two units', '👍'.repeat(35), 1, 0, '👍'],
  ['an emoji is not torn apart', `${'а'.repeat(66)}👍${'а'.repeat(3)}`, 2, 62, 'а'],
  ['ç is not in the alphabet though Ç is', 'ç', 1, 69, 'ç'],
];
test.for(wide)('UCS-2: %s', ([, text, segments, room, culprit]) => {
  expect(sizeOfSms(text)).toMatchObject({ encoding: 'UCS-2', segments, room, culprit });
});

test('what is counted fits, and not into one segment less', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 800 }), (text) => {
      const { encoding, units, segments, room } = sizeOfSms(text);
      const joined = encoding === 'GSM-7' ? 153 : 67;
      if (segments <= 1) return;
      // A segment can be left one unit short where the next character takes two.
      expect(units).toBeLessThanOrEqual(segments * joined);
      expect(units).toBeGreaterThan((segments - 1) * (joined - 1));
      expect(room).toBeLessThan(joined);
    }),
  );
});
