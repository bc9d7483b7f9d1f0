import { inline } from '@css-inline/css-inline';
import { type Edit, editText } from './edit-text.ts';
import { liquidRegions, paintOver, type Region, replaceRegions } from './liquid-regions.ts';
import { type Attribute, type OpenTag, scanHtml } from './scan-html.ts';
import { withStandIns } from './stand-ins.ts';

/** Elements that are never seen. */
const UNSEEN = new Set(['html', 'head', 'meta', 'title', 'link', 'style', 'script', 'base']);

/** Names an element in the copy that is worked on. */
const NUMBER = 'data-herald-n';

/**
 * What style blocks say of elements, written into the elements themselves, for the mail programs that read no style blocks. The blocks
 * stay, for screens of other widths and all that has no element. Only `style` attributes change: every other letter of the page is
 * that of its author, since a copy of the page is worked on and nothing but its styles is taken over.
 *
 * Elements whose tag holds a condition, and blocks with conditions, are left alone: which rule holds is only known per person.
 */
export function inlineCss(page: string): string {
  if (!/<style\b/i.test(page)) return page;
  const regions = liquidRegions(page);
  const { tags } = scanHtml(page, paintOver(page, regions));
  const styles = stylesOf(copyOf(page, { tags, regions }));
  const edits = tags.flatMap((tag, index) => {
    const style = styles.get(index);
    return style === undefined || UNSEEN.has(tag.name) || holdsTag(tag, regions) ? [] : [styleEdit(page, tag, style)];
  });
  return editText(page, edits);
}

/** Numbered, and with words in the place of values, which the library takes for words of CSS. */
function copyOf(page: string, { tags, regions }: { tags: readonly OpenTag[]; regions: readonly Region[] }) {
  const marks = tags.map((tag, index): Edit => {
    const skip = tag.name === 'style' && blockHoldsTag(page, tag, regions) ? ' data-css-inline="ignore"' : '';
    return { start: tag.name_end, end: tag.name_end, text: ` ${NUMBER}="${index}"${skip}` };
  });
  const marked = editText(page, marks);
  const blanked = replaceRegions(
    marked,
    liquidRegions(marked).filter(({ kind }) => kind === 'tag'),
    () => ' ',
  );
  return withStandIns(blanked);
}

/** The style of each numbered element, as it may stand between double quotes. */
function stylesOf({ text, restore }: { text: string; restore(text: string): string }): Map<number, string> {
  const inlined = inline(text, { keepStyleTags: true, keepLinkTags: true, loadRemoteStylesheets: false });
  const styles = new Map<number, string>();
  for (const { attributes } of scanHtml(inlined, inlined).tags) {
    const index = attributes.get(NUMBER);
    const style = attributes.get('style');
    if (index && style) styles.set(Number(index.value), restore(inlined.slice(style.start, style.end)));
  }
  return styles;
}

function styleEdit(page: string, { name_end, attributes }: OpenTag, style: string): Edit {
  const own = attributes.get('style');
  if (!own) return { start: name_end, end: name_end, text: ` style="${style}"` };
  return { ...withQuotes(page, own), text: `"${style}"` };
}

function withQuotes(page: string, { start, end }: Attribute): { start: number; end: number } {
  const quote = page[start - 1];
  return quote === '"' || quote === "'" ? { start: start - 1, end: end + 1 } : { start, end };
}

function holdsTag({ name_end, end }: OpenTag, regions: readonly Region[]): boolean {
  return someTagIn(regions, name_end, end);
}

function blockHoldsTag(page: string, { end }: OpenTag, regions: readonly Region[]): boolean {
  const close = page.indexOf('</', end);
  return someTagIn(regions, end, close < 0 ? page.length : close);
}

/** Whether a condition or loop stands in this part; regions are in order. */
function someTagIn(regions: readonly Region[], from: number, to: number): boolean {
  let low = 0;
  let high = regions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((regions[middle]?.start ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  for (let at = low; at < regions.length; at++) {
    const region = regions[at];
    if (!region || region.start >= to) return false;
    if (region.kind === 'tag') return true;
  }
  return false;
}
