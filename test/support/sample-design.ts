import type { Block, Design } from '#shared/domain/design/design.ts';
import { PLAIN_BRAND } from '#shared/domain/design/look.ts';
import { richTextOf } from '#shared/domain/design/rich-text.ts';

export const PLAIN = { space: 'normal', background: null, show_if: null } as const;

export function textBlock(id: string, ...lines: string[]): Extract<Block, { kind: 'text' }> {
  return { ...PLAIN, id, kind: 'text', text: richTextOf(...lines), align: 'left' };
}

/** A design as a message keeps it. */
export function designWith(...blocks: Block[]): string {
  return JSON.stringify({ version: 1, look: PLAIN_BRAND.look, blocks } satisfies Design);
}
