import {
  type Icon,
  IconBoxMultiple,
  IconBrandInstagram,
  IconClick,
  IconCode,
  IconColumns2,
  IconHeading,
  IconLetterT,
  IconPhoto,
  IconSeparator,
  IconShoppingBag,
  IconSpacingVertical,
  IconTicket,
} from '@tabler/icons-react';
import type { Block, BlockKind } from '#shared/domain/design/design.ts';
import { wordsOf } from '#shared/domain/design/rich-text.ts';

/** In the order in which they are offered. */
export const BLOCK_KINDS: { kind: BlockKind; icon: Icon }[] = [
  { kind: 'text', icon: IconLetterT },
  { kind: 'heading', icon: IconHeading },
  { kind: 'image', icon: IconPhoto },
  { kind: 'button', icon: IconClick },
  { kind: 'columns', icon: IconColumns2 },
  { kind: 'divider', icon: IconSeparator },
  { kind: 'spacer', icon: IconSpacingVertical },
  { kind: 'social', icon: IconBrandInstagram },
  { kind: 'product', icon: IconShoppingBag },
  { kind: 'coupon', icon: IconTicket },
  { kind: 'html', icon: IconCode },
];

export const SAVED_ICON = IconBoxMultiple;

/** The first words of a block, for those who hear it. */
export function briefly(block: Block): string {
  if (block.kind === 'text' || block.kind === 'heading') return wordsOf(block.text).slice(0, 60);
  if (block.kind === 'button') return block.label;
  if (block.kind === 'product' || block.kind === 'coupon') return block.title;
  return block.kind === 'image' ? block.alt : '';
}
