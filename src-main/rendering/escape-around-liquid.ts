import { escapeHtml } from './liquid-engine.ts';
import { liquidRegions, replaceRegions } from './liquid-regions.ts';

/** Words of an author as HTML, for texts and values of attributes; their Liquid stays Liquid. */
export function escapeAroundLiquid(text: string): string {
  const keep = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  return replaceRegions(text, liquidRegions(text), keep, escapeHtml);
}
