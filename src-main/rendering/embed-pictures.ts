import type { Edit } from './edit-text.ts';
import type { HtmlScan } from './scan-html.ts';

/** The name under which a picture travels in a mail; null for one that is loaded from its address. */
export type Embedding = (address: string) => string | null;

/** Pictures that are shown from the mail itself, with their names, each once. */
export function embedPictures({ tags }: HtmlScan, embed: Embedding): { edits: Edit[]; names: string[] } {
  const edits: Edit[] = [];
  for (const { name, attributes } of tags) {
    const src = name === 'img' ? attributes.get('src') : undefined;
    const named = src ? embed(src.value.trim()) : null;
    if (src && named !== null) edits.push({ start: src.start, end: src.end, text: `cid:${named}` });
  }
  return { edits, names: [...new Set(edits.map(({ text }) => text.slice('cid:'.length)))] };
}
