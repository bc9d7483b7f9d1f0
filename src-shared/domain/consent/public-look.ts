/** What the public pages of an organization have in common. */
export interface PublicLook {
  /** Colour of buttons, `#rrggbb`. */
  accent: string;
  /** A line at the foot of each page: who writes, and from where. */
  footer: string;
  privacy_url: string | null;
}

export const PLAIN_LOOK: PublicLook = { accent: '#4338ca', footer: '', privacy_url: null };

export const ACCENT = /^#[0-9a-f]{6}$/i;

/** Black or white, whichever can be read on this colour: the better one always has a contrast of 4.5 or more. */
export function inkOn(accent: string): '#000000' | '#ffffff' {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(Number.parseInt(accent.slice(at, at + 2), 16)));
  const light = 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  return (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) ? '#000000' : '#ffffff';
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
