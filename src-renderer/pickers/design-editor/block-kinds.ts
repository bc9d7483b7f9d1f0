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
import type { BlockKind } from '#shared/domain/design/design.ts';

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
