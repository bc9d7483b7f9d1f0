/** Contrast of two colours as WCAG 2 reckons it, from 1 to 21. Colours are `#rrggbb`. */
export function contrastOf(one: string, other: string): number {
  const [light, dark] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
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

function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(color: string): number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}
