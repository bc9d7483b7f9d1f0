import { contrastOf as contrast, type Rgb } from '../preflight/contrast.ts';

/** Contrast of two colours as WCAG 2 reckons it, from 1 to 21. Colours are `#rrggbb`. */
export function contrastOf(one: string, other: string): number {
  return contrast(channelsOf(one), channelsOf(other));
}

/** The first of the colours that can be read on a ground, else black or white. */
export function readableOn(ground: string, ...wished: string[]): string {
  const enough = wished.find((color) => contrastOf(color, ground) >= 4.5);
  return enough ?? (contrastOf('#ffffff', ground) >= contrastOf('#111111', ground) ? '#ffffff' : '#111111');
}

/** The colour made lighter until it can be read on a dark ground. */
export function lightenFor(ground: string, color: string): string {
  for (let share = 0; share < 1; share += 0.1) {
    const mixed = mixWithWhite(color, share);
    if (contrastOf(mixed, ground) >= 4.5) return mixed;
  }
  return '#ffffff';
}

function mixWithWhite(color: string, share: number): string {
  return `#${channelsOf(color)
    .map((channel) => Math.round(channel + (255 - channel) * share))
    .map((channel) => channel.toString(16).padStart(2, '0'))
    .join('')}`;
}

function channelsOf(color: string): Rgb {
  const at = (place: number) => Number.parseInt(color.slice(place, place + 2), 16);
  return [at(1), at(3), at(5)];
}
