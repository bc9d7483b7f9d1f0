import { showIf } from '#shared/domain/design/condition.ts';
import type { Block, BlockOf, ColumnsBlock } from '#shared/domain/design/design.ts';
import type { Look } from '#shared/domain/design/look.ts';
import { columnsHtml } from './columns-html.ts';
import { contentHtml } from './content-html.ts';
import { type Pen, penOn } from './palette.ts';

const SPACE = { none: 0, small: 8, normal: 14, large: 32 } as const;

/** Beside a block at the edge of the sheet, and in a column, whose row has the other half. */
export const EDGE = 32;
export const HALF_EDGE = 16;

/** A block of the sheet, with its condition around it. */
export function blockHtml(block: Block, look: Look): string {
  return onlyIf(block, insideHtml(block, look));
}

/** The same without the condition, by which its own Liquid can be judged alone. */
export function insideHtml(block: Block, look: Look): string {
  return block.kind === 'columns' ? rowHtml(block, look) : leafHtml(block, penOf(block, look, look.width), EDGE);
}

function rowHtml(block: ColumnsBlock, look: Look): string {
  const room = look.width - 2 * HALF_EDGE;
  const inner = columnsHtml(block, room, (leaf, width) =>
    onlyIf(leaf, leafHtml(leaf, penOf({ background: leaf.background ?? block.background }, look, width), HALF_EDGE)),
  );
  return boxHtml(block, inner, { side: HALF_EDGE, side_class: 'hd-row', extra: 'font-size:0;text-align:left;' });
}

function leafHtml(block: Exclude<Block, ColumnsBlock>, pen: Pen, side: number): string {
  const drawn: Pen = { ...pen, room: pen.room - 2 * side };
  return boxHtml(block, contentHtml(block, drawn), {
    side,
    side_class: side === EDGE ? 'hd-pad' : '',
    extra: '',
  });
}

function boxHtml(
  { space, background }: Pick<BlockOf<'text'>, 'space' | 'background'>,
  inner: string,
  { side, side_class, extra }: { side: number; side_class: string; extra: string },
): string {
  const ground = background === null ? '' : ` bgcolor="${background}"`;
  const paint = background === null ? '' : `background:${background};`;
  return `<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"${ground} style="${paint}"><tr><td class="${side_class}" style="padding:${SPACE[space]}px ${side}px;${extra}">
${inner}
</td></tr></table>`;
}

function onlyIf({ show_if }: Pick<Block, 'show_if'>, html: string): string {
  return show_if ? showIf(show_if, html) : html;
}

function penOf({ background }: Pick<Block, 'background'>, look: Look, room: number): Pen {
  return penOn(look, background, room);
}
