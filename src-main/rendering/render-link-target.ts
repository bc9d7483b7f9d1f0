import { compileText, fillText } from './compiled-text.ts';
import type { MergeData } from './merge-data.ts';

/** Where a click leads, for a target kept as Liquid. Null when it is no web address. @throws RenderError */
export function renderLinkTarget(source: string, data: MergeData): string | null {
  const compiled = compileText({ part: 'body', text: source, written: source, mode: 'plain', one_line: true });
  const target = fillText(compiled, data).trim();
  return /^https?:\/\/[^\s/]/i.test(target) && URL.canParse(target) ? target : null;
}

/** Whether a target differs from person to person. */
export function isPersonalTarget(source: string): boolean {
  return source.includes('{{') || source.includes('{%');
}
