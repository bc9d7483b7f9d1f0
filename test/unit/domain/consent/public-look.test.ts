import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inkOn } from '#shared/domain/consent/public-look.ts';

const luminance = (hex: string) =>
  [1, 3, 5]
    .map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255)
    .map((share) => (share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4))
    .reduce((sum, share, place) => sum + share * ([0.2126, 0.7152, 0.0722][place] ?? 0), 0);

test('the words on a button can be read whatever its colour', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 0xffffff }), (number) => {
      const accent = `#${number.toString(16).padStart(6, '0')}`;
      const [light = 0, dark = 0] = [luminance(accent), luminance(inkOn(accent))].sort((a, b) => b - a);
      expect((light + 0.05) / (dark + 0.05)).toBeGreaterThanOrEqual(4.5);
    }),
  );
});
