export interface Region {
  start: number;
  end: number;
  kind: 'output' | 'tag';
}

/**
 * As the template language finds them: a tag ends at the first `%}`, an output at the first `}}` outside quotes. Raw and comment
 * blocks are one region each: nothing in them is anything but text. Meant for texts that parse; on others it may be slow.
 */
const LIQUID =
  /\{%-?\s*(raw|comment)\s*-?%\}[\s\S]*?\{%-?\s*end\1\s*-?%\}|\{%[\s\S]*?%\}|\{\{(?:[^"'}]|"[^"]*"|'[^']*'|\}(?!\}))*\}\}/g;

/** Where the Liquid of a text stands. */
export function liquidRegions(source: string): Region[] {
  return [...source.matchAll(LIQUID)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    kind: match[0].startsWith('{{') ? 'output' : 'tag',
  }));
}

/**
 * The text with its Liquid painted over, every character in its place, so that an HTML parser finds its way and offsets hold
 * in both: outputs become letters, tags become blanks.
 */
export function paintOver(source: string, regions: readonly Region[]): string {
  return replaceRegions(source, regions, ({ start, end, kind }) => (kind === 'output' ? 'x' : ' ').repeat(end - start));
}

export function replaceRegions(
  source: string,
  regions: readonly Region[],
  replacement: (region: Region, index: number) => string,
  between: (text: string) => string = (text) => text,
): string {
  const pieces: string[] = [];
  let at = 0;
  regions.forEach((region, index) => {
    pieces.push(between(source.slice(at, region.start)), replacement(region, index));
    at = region.end;
  });
  pieces.push(between(source.slice(at)));
  return pieces.join('');
}
