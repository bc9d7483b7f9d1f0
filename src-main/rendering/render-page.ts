import { type CompiledMessage, type CompileOptions, compileTexts, type MessageSource } from './compile-message.ts';
import { fillText } from './compiled-text.ts';
import type { MergeData } from './merge-data.ts';

export interface PageQuestion {
  /** Names the message and its version: the same key, the same message. */
  key: string;
  /** All texts of the send, and which of them it is. */
  sources: readonly MessageSource[];
  index: number;
  options: CompileOptions;
  data: MergeData;
}

const MOST_KEPT = 8;
const kept = new Map<string, CompiledMessage>();

/** The message as a page of its own, as one person gets it. @throws RenderError */
export function renderPage({ key, sources, index, options, data }: PageQuestion): string {
  const compiled = kept.get(key) ?? compileTexts(sources, options)[index];
  if (!compiled) throw new Error('A send has a text.');
  kept.delete(key);
  kept.set(key, compiled);
  const [oldest] = kept.keys();
  if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
  return fillText(compiled.html, data);
}
