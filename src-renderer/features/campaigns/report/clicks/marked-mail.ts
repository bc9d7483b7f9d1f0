/** A link of a mail and what its badge says. */
export interface Badge {
  /** Its address in the page. */
  href: string;
  says: string;
}

/** The mail with a badge at each of the links. Nothing of the page moves: badges lie over it. */
export function markedMail(html: string, badges: readonly Badge[]): string {
  const rules = badges.map(
    ({ href, says }) => `${linkAt(href)}{position:relative!important;outline:1px dashed #6b4fd8!important}
${linkAt(href)}::after{content:${quoted(says)};${LOOK}}`,
  );
  return `${html}<style>${rules.join('\n')}</style>`;
}

const LOOK = [
  'position:absolute',
  'right:-6px',
  'bottom:calc(100% - 2px)',
  'z-index:9',
  'padding:1px 6px',
  'border-radius:9px',
  'background:#4b32a8',
  'color:#fff',
  'font:600 11px/15px sans-serif',
  'letter-spacing:0',
  'text-decoration:none',
  'text-transform:none',
  'white-space:nowrap',
].join(';');

const linkAt = (href: string) => `a[href=${quoted(href)}]`;

/** A string of a style sheet that neither it nor the page around it can end. */
function quoted(text: string): string {
  return `"${text.replace(/["\\<>\n]/g, (sign) => `\\${sign.charCodeAt(0).toString(16)} `)}"`;
}
