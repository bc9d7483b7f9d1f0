import type { Block } from '#shared/domain/design/design.ts';
import { firstWords } from '#shared/domain/design/first-words.ts';

/** By what its author knows a block again. */
export function nameBlock(block: Block): string {
  const words = firstWords(block);
  return words.length > 40 ? `${words.slice(0, 40)}…` : words || block.kind;
}
