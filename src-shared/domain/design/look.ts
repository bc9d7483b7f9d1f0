import * as z from 'zod';

const Color = z.string().regex(/^#[0-9a-f]{6}$/i, 'Use a colour such as #3a3f9e.');

/** Fonts that mail programs have; nothing is loaded. */
export const FONTS = {
  system: 'system-ui, -apple-system, "Segoe UI", Roboto, Helvetica, Arial, sans-serif',
  helvetica: 'Helvetica, Arial, sans-serif',
  verdana: 'Verdana, Geneva, sans-serif',
  trebuchet: '"Trebuchet MS", Tahoma, sans-serif',
  georgia: 'Georgia, "Times New Roman", serif',
  times: '"Times New Roman", Times, serif',
  courier: '"Courier New", Courier, monospace',
} as const;
export type FontName = keyof typeof FONTS;
const FONT_NAMES = Object.keys(FONTS) as [FontName, ...FontName[]];

/** How a whole mail looks. */
export const Look = z.strictObject({
  background: Color.describe('Around the sheet'),
  surface: Color.describe('The sheet'),
  text: Color,
  accent: Color.describe('Buttons and links'),
  on_accent: Color.describe('Words on buttons'),
  font: z.enum(FONT_NAMES),
  radius: z.int().min(0).max(32).describe('Corners of buttons and boxes, in pixels'),
  width: z.int().min(400).max(800).describe('Pixels'),
});
export type Look = z.infer<typeof Look>;

/** The brand kit of an organization. */
export const Brand = z.strictObject({
  look: Look,
  logo: z.strictObject({ src: z.string().max(2_000), alt: z.string().max(1_000) }),
  footer: z.string().max(1_000).describe('Who writes and where they are, as the law of many countries asks'),
});
export type Brand = z.infer<typeof Brand>;

export const PLAIN_BRAND: Brand = {
  look: {
    background: '#f1f2f5',
    surface: '#ffffff',
    text: '#1f2430',
    accent: '#4a3fc0',
    on_accent: '#ffffff',
    font: 'helvetica',
    radius: 8,
    width: 600,
  },
  logo: { src: '', alt: '' },
  footer: '',
};
