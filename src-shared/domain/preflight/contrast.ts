export type Rgb = readonly [red: number, green: number, blue: number];

/** Those that mails use; anything else is not judged. */
const NAMES: Record<string, Rgb> = {
  black: [0, 0, 0],
  white: [255, 255, 255],
  red: [255, 0, 0],
  green: [0, 128, 0],
  blue: [0, 0, 255],
  gray: [128, 128, 128],
  grey: [128, 128, 128],
  silver: [192, 192, 192],
  lightgray: [211, 211, 211],
  lightgrey: [211, 211, 211],
  yellow: [255, 255, 0],
  orange: [255, 165, 0],
  navy: [0, 0, 128],
  maroon: [128, 0, 0],
};

/** A colour as CSS and old HTML write it; null for one that is see-through, personal or unknown. */
export function readColour(text: string): Rgb | null {
  const value = text.trim().toLowerCase();
  const [, short, long] = /^#?(?:([0-9a-f]{3})|([0-9a-f]{6}))$/.exec(value) ?? [];
  if (long) return [0, 2, 4].map((at) => Number.parseInt(long.slice(at, at + 2), 16)) as unknown as Rgb;
  if (short && value.startsWith('#'))
    return [...short].map((digit) => Number.parseInt(digit + digit, 16)) as unknown as Rgb;
  const [, red, green, blue] = /^rgb\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})\s*\)$/.exec(value) ?? [];
  if (red && green && blue) return [Number(red), Number(green), Number(blue)];
  return NAMES[value] ?? null;
}

/** WCAG 2: from 1, no difference, to 21, black on white. */
export function contrastOf(one: Rgb, other: Rgb): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

/** What WCAG AA asks of text of this size. */
export function contrastWanted({ pixels, bold }: { pixels: number; bold: boolean }): number {
  return pixels >= 24 || (bold && pixels >= 18.66) ? 3 : 4.5;
}

function luminance(colour: Rgb): number {
  const [red, green, blue] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as unknown as Rgb;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
