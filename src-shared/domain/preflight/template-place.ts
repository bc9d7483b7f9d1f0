import type { BlockKind } from '../design/design.ts';

/** Where in a message something stands. Lines and columns count from one. */
export interface TemplatePlace {
  part: 'subject' | 'preheader' | 'body';
  line: number | null;
  column: number | null;
  /** In a mail made of blocks, whose source nobody sees: the block, with its first words. */
  block?: { id: string; kind: BlockKind; words: string };
}

/** Where a text first stands in a part; the part alone where it does not stand word for word. */
export function placeOf(part: TemplatePlace['part'], source: string, text: string): TemplatePlace {
  const at = text === '' ? -1 : source.indexOf(text);
  if (at < 0) return { part, line: null, column: null };
  const before = source.slice(0, at);
  const line = before.split('\n').length;
  return { part, line, column: at - before.lastIndexOf('\n') };
}
