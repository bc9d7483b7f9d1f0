import { lightenFor, readableOn } from '#shared/domain/design/contrast.ts';
import { FONTS, type Look } from '#shared/domain/design/look.ts';

/** What a block is drawn with. */
export interface Pen {
  look: Look;
  /** Pixels that its content has. */
  room: number;
  /** Colours on the ground on which the block stands. */
  text: string;
  link: string;
  /** Classes that follow a dark screen; empty on a ground of one's own, which stays. */
  text_class: string;
  link_class: string;
  line: string;
}

export const DARK = { page: '#12151b', sheet: '#1d212a', text: '#e8eaef', line: '#3a4150' } as const;

export function penOn(look: Look, background: string | null, room: number): Pen {
  if (background === null) {
    return {
      look,
      room,
      text: look.text,
      link: look.accent,
      text_class: 'hd-text',
      link_class: 'hd-link',
      line: '#dfe2e8',
    };
  }
  const text = readableOn(background, look.text, '#ffffff');
  return {
    look,
    room,
    text,
    link: readableOn(background, look.accent, text),
    text_class: '',
    link_class: '',
    line: text,
  };
}

export function fontOf({ font }: Look): string {
  return FONTS[font].replaceAll('"', "'");
}

/** What changes on a phone, and on a dark screen in programs that follow it. */
export function styleOf(look: Look): string {
  return `:root{color-scheme:light dark;supported-color-schemes:light dark}
body{margin:0;padding:0;-webkit-text-size-adjust:100%;-ms-text-size-adjust:100%}
table{border-collapse:separate;mso-table-lspace:0;mso-table-rspace:0}
img{border:0;line-height:100%;outline:none;text-decoration:none}
@media (max-width:${look.width + 20}px){.hd-col{max-width:100% !important;width:100% !important;display:block !important}.hd-pad{padding-left:20px !important;padding-right:20px !important}.hd-row{padding-left:4px !important;padding-right:4px !important}.hd-page-pad{padding:0 !important}.hd-wide{width:100% !important}}
@media (prefers-color-scheme:dark){.hd-page{background:${DARK.page} !important}.hd-sheet{background:${DARK.sheet} !important}.hd-text{color:${DARK.text} !important}.hd-link{color:${lightenFor(DARK.sheet, look.accent)} !important}.hd-line{border-color:${DARK.line} !important}}`;
}
