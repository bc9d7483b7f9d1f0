import type { ColumnsBlock, LeafBlock } from '#shared/domain/design/design.ts';

/**
 * Columns side by side that go below one another where there is no room, also in programs without media queries. Outlook gets a
 * table of its own in comments that only it reads.
 */
export function columnsHtml(
  { columns, stack, valign }: ColumnsBlock,
  room: number,
  draw: (block: LeafBlock, width: number) => string,
): string {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const cells = columns.map(({ share, blocks }) => {
    const width = Math.floor((room * share) / shares);
    return { width, inner: blocks.map((block) => draw(block, width)).join('\n') };
  });
  return stack
    ? `${mso('<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>')}${cells
        .map(
          ({ width, inner }) =>
            `${mso(`<td width="${width}" valign="${valign}">`)}<div class="hd-col" style="display:inline-block;width:100%;max-width:${width}px;vertical-align:${valign}">${inner || '&nbsp;'}</div>${mso('</td>')}`,
        )
        .join('')}${mso('</tr></table>')}`
    : `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${cells
        .map(
          ({ width, inner }) =>
            `<td width="${Math.round((width / room) * 100)}%" valign="${valign}">${inner || '&nbsp;'}</td>`,
        )
        .join('')}</tr></table>`;
}

function mso(html: string): string {
  return `<!--[if mso]>${html}<![endif]-->`;
}
