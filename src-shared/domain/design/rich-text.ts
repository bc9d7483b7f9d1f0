import * as z from 'zod';

/** Text with emphasis, links, lists and merge fields, as a tree of the few kinds that are known. */

const Mark = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('bold') }),
  z.strictObject({ type: z.literal('italic') }),
  z.strictObject({ type: z.literal('underline') }),
  z.strictObject({ type: z.literal('link'), attrs: z.strictObject({ href: z.string().max(2_000) }) }),
]);
export type Mark = z.infer<typeof Mark>;

const marks = z.array(Mark).max(4).optional();
const FieldPath = z
  .string()
  .regex(/^[A-Za-z_]\w*(\.[A-Za-z_][\w-]*|\["[^"\]{}%]{1,100}"\])*$/, 'This is no merge field.');
const Inline = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string().min(1).max(100_000), marks }),
  z.strictObject({ type: z.literal('break'), marks }),
  z.strictObject({
    type: z.literal('field'),
    attrs: z.strictObject({
      path: FieldPath,
      fallback: z
        .string()
        .max(200)
        .refine((text) => !/["\r\n]|\}\}/.test(text), 'Leave out quotes and braces.'),
    }),
    marks,
  }),
]);
export type Inline = z.infer<typeof Inline>;

const Paragraph = z.strictObject({ type: z.literal('paragraph'), content: z.array(Inline).max(5_000).optional() });
export type Paragraph = z.infer<typeof Paragraph>;

export type ListItem = { type: 'item'; content: (Paragraph | List)[] };
export type List = { type: 'bullets' | 'numbers'; content: ListItem[] };

const DEEPEST = 4;

function listOf(depth: number): z.ZodType<List> {
  const inner = depth < DEEPEST ? z.union([Paragraph, listOf(depth + 1)]) : Paragraph;
  return z.strictObject({
    type: z.enum(['bullets', 'numbers']),
    content: z
      .array(z.strictObject({ type: z.literal('item'), content: z.array(inner).min(1).max(50) }))
      .min(1)
      .max(500),
  }) as z.ZodType<List>;
}

export const RichText = z.strictObject({
  type: z.literal('doc'),
  content: z
    .array(z.union([Paragraph, listOf(1)]))
    .min(1)
    .max(1_000),
});
export type RichText = z.infer<typeof RichText>;

/** One paragraph a line. */
export function richTextOf(...lines: (string | Inline[])[]): RichText {
  const content = lines.map((line): Paragraph => {
    const inline: Inline[] = typeof line === 'string' ? (line === '' ? [] : [{ type: 'text', text: line }]) : line;
    return inline.length === 0 ? { type: 'paragraph' } : { type: 'paragraph', content: inline };
  });
  return { type: 'doc', content };
}

/** The words of a text without its form, to name it by. */
export function wordsOf({ content }: RichText): string {
  return content.map(wordsIn).join(' ').replace(/\s+/g, ' ').trim();
}

function wordsIn(node: Paragraph | List | ListItem | Inline): string {
  if (node.type === 'text') return node.text;
  if (node.type === 'field') return node.attrs.path;
  if (node.type === 'break') return ' ';
  return (node.content ?? []).map(wordsIn).join(node.type === 'paragraph' ? '' : ' ');
}
