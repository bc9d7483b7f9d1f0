import type { Block } from './design.ts';
import { wordsOf } from './rich-text.ts';

/** What a block says first, up to 60 characters; empty for one without words. */
export function firstWords(block: Block): string {
  if (block.kind === 'text' || block.kind === 'heading') return wordsOf(block.text).slice(0, 60);
  if (block.kind === 'button') return block.label;
  if (block.kind === 'product' || block.kind === 'coupon') return block.title;
  return block.kind === 'image' ? block.alt : '';
}
