import { liquidRegions, type Region, replaceRegions } from './liquid-regions.ts';

/** A text whose Liquid has been taken out, so that another program can't spoil it, and a way to put it back. */
export interface WithStandIns {
  text: string;
  restore(changed: string): string;
}

/** Each piece of Liquid becomes a plain word that Markdown and HTML leave alone. */
export function withStandIns(source: string): WithStandIns {
  const regions = liquidRegions(source);
  const word = freeWord(source);
  const pieces = regions.map(({ start, end }) => source.slice(start, end));
  return {
    text: replaceRegions(source, regions, (region, index) => nameOf(word, region, index)),
    restore: (changed) => changed.replace(standIn(word), (_, index: string) => pieces[Number(index)] ?? ''),
  };
}

/** Names tell tags and outputs apart: `qliquidt3e`, `qliquido4e`. */
function nameOf(word: string, region: Region, index: number): string {
  return `${word}${region.kind === 'tag' ? 't' : 'o'}${index}e`;
}

function standIn(word: string): RegExp {
  return new RegExp(`${word}[to](\\d+)e`, 'g');
}

/** A paragraph that holds nothing but tags is none: `{% if %}` on a line of its own. */
export function unwrapLoneTags(html: string): string {
  return html.replace(/<p>((?:\s*q+liquidt\d+e)+)\s*<\/p>/g, '$1');
}

function freeWord(source: string): string {
  let word = 'qliquid';
  while (source.includes(word)) word = `q${word}`;
  return word;
}
