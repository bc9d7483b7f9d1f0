import type { Block } from '#shared/domain/design/design.ts';
import { wordsOf } from '#shared/domain/design/rich-text.ts';

/** By what its author knows a block again. */
export function nameBlock(block: Block): string {
  const words = firstWords(block);
  return words.length > 40 ? `${words.slice(0, 40)}…` : words || block.kind;
}

function firstWords(block: Block): string {
  if (block.kind === 'text' || block.kind === 'heading') return wordsOf(block.text);
  if (block.kind === 'button') return block.label;
  if (block.kind === 'product' || block.kind === 'coupon') return block.title;
  if (block.kind === 'image') return block.alt;
  return block.kind;
}
