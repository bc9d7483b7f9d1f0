import * as z from 'zod';
import { Condition } from './condition.ts';
import { Look } from './look.ts';
import { RichText } from './rich-text.ts';

/** What a mail made of blocks is: kept as JSON, written only when somebody changes it. */

const BlockId = z.string().regex(/^[a-z0-9-]{1,40}$/);
export const Color = z.string().regex(/^#[0-9a-f]{6}$/i, 'Use a colour such as #3a3f9e.');
const Address = z.string().max(2_000).describe('Web address, mailto: or Liquid');
const Line = z.string().max(1_000);
export const Align = z.enum(['left', 'center', 'right']);
export type Align = z.infer<typeof Align>;
export const SPACES = ['none', 'small', 'normal', 'large'] as const;

const common = {
  id: BlockId,
  space: z.enum(SPACES).describe('Above and below'),
  background: Color.nullable(),
  show_if: Condition.nullable().describe('Who sees it; null: everybody'),
};
const picture = { src: Address, alt: Line };

const TextBlock = z.strictObject({ ...common, kind: z.literal('text'), text: RichText, align: Align });
const HeadingBlock = z.strictObject({
  ...common,
  kind: z.literal('heading'),
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  text: RichText,
  align: Align,
});
const ImageBlock = z.strictObject({
  ...common,
  kind: z.literal('image'),
  ...picture,
  href: Address,
  width: z.int().min(5).max(100).describe('Percent of the room'),
  align: Align,
});
const ButtonBlock = z.strictObject({
  ...common,
  kind: z.literal('button'),
  label: Line,
  href: Address,
  align: Align,
  form: z.enum(['filled', 'outline']),
  wide: z.boolean(),
});
const DividerBlock = z.strictObject({
  ...common,
  kind: z.literal('divider'),
  thickness: z.int().min(1).max(8),
  color: Color.nullable(),
});
const SpacerBlock = z.strictObject({ ...common, kind: z.literal('spacer'), height: z.int().min(4).max(200) });
export const NETWORKS = ['website', 'facebook', 'instagram', 'linkedin', 'mastodon', 'tiktok', 'x', 'youtube'] as const;
const SocialBlock = z.strictObject({
  ...common,
  kind: z.literal('social'),
  links: z.array(z.strictObject({ network: z.enum(NETWORKS), href: Address })).max(12),
  align: Align,
});
const ProductBlock = z.strictObject({
  ...common,
  kind: z.literal('product'),
  ...picture,
  title: Line,
  text: Line,
  price: Line,
  old_price: Line,
  label: Line,
  href: Address,
});
const CouponBlock = z.strictObject({
  ...common,
  kind: z.literal('coupon'),
  title: Line,
  code: Line,
  terms: Line,
});
const HtmlBlock = z.strictObject({ ...common, kind: z.literal('html'), source: z.string().max(200_000) });

const leaves = [
  TextBlock,
  HeadingBlock,
  ImageBlock,
  ButtonBlock,
  DividerBlock,
  SpacerBlock,
  SocialBlock,
  ProductBlock,
  CouponBlock,
  HtmlBlock,
] as const;
export const LeafBlock = z.discriminatedUnion('kind', leaves);
export type LeafBlock = z.infer<typeof LeafBlock>;

const Column = z.strictObject({
  share: z.int().min(10).max(100).describe('Percent of the width'),
  blocks: z.array(LeafBlock).max(40),
});
export type Column = z.infer<typeof Column>;

const ColumnsBlock = z.strictObject({
  ...common,
  kind: z.literal('columns'),
  columns: z.array(Column).min(1).max(4),
  stack: z.boolean().describe('One below the other on phones'),
  valign: z.enum(['top', 'middle', 'bottom']),
});
export type ColumnsBlock = z.infer<typeof ColumnsBlock>;

export const Block = z.discriminatedUnion('kind', [...leaves, ColumnsBlock]);
export type Block = z.infer<typeof Block>;
export type BlockKind = Block['kind'];
export const BLOCK_KIND_NAMES = [
  'text',
  'heading',
  'image',
  'button',
  'columns',
  'divider',
  'spacer',
  'social',
  'product',
  'coupon',
  'html',
] as const satisfies readonly BlockKind[];
export type BlockOf<Kind extends BlockKind> = Extract<Block, { kind: Kind }>;

export const Design = z.strictObject({ version: z.literal(1), look: Look, blocks: z.array(Block).max(300) });
export type Design = z.infer<typeof Design>;
