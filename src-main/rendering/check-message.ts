import {
  type CompiledMessage,
  type CompileOptions,
  compileMessage,
  type MessageSource,
  pageOf,
} from './compile-message.ts';
import { compilePush, fillPush } from './compile-push.ts';
import { compileSms, fillSms } from './compile-sms.ts';
import { type CompiledText, compileText, fillText } from './compiled-text.ts';
import type { MergeData } from './merge-data.ts';
import { requireSize } from './page-size.ts';
import { RenderError, type TemplatePart, type TemplateProblem } from './render-error.ts';

const PARTS: readonly TemplatePart[] = ['subject', 'preheader', 'body'];

/** What keeps a message from being filled in for this person: one problem a part, all parts. */
export function checkMessage(source: MessageSource, data: MergeData): TemplateProblem[] {
  if (source.push) return problemOf(() => fillPush(compilePush(source), data));
  return PARTS.flatMap((part) => {
    const text = source[part];
    if (part === 'body' && source.body_kind === 'text') return problemOf(() => fillSms(compileSms(text), data));
    if (part === 'body' && source.body_kind === 'visual') return problemOf(() => fillText(compilePage(text), data));
    return problemOf(() =>
      fillText(
        compileText({ part, text: requireSize(text), written: text, mode: part === 'body' ? 'html' : 'plain' }),
        data,
      ),
    );
  });
}

/** The message compiled with nothing tracked: what a rehearsal shows. */
export function compileUntracked(
  source: MessageSource,
  options: Pick<CompileOptions, 'base_url' | 'link_tags'>,
): CompiledMessage {
  return compileMessage(source, { ...options, track_opens: false, track_clicks: false });
}

function compilePage(body: string): CompiledText {
  return compileText({ part: 'body', text: pageOf('visual', body), written: '', mode: 'html' });
}

function problemOf(work: () => unknown): TemplateProblem[] {
  try {
    work();
    return [];
  } catch (error) {
    if (error instanceof RenderError) return [error.problem];
    throw error;
  }
}
