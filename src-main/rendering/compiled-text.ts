import { type Template, TokenKind } from 'liquidjs';
import { explainFailure, type Failure } from './explain-failure.ts';
import { engineOf, isTokenSlot, type LiquidEngine, type TextMode } from './liquid-engine.ts';
import type { MergeData } from './merge-data.ts';
import { RenderError, type TemplatePart } from './render-error.ts';

/** A Liquid text parsed once: literal pieces and slots. */
export interface CompiledText {
  /** In order; null stands for a slot. */
  readonly chunks: readonly (string | null)[];
  /**
   * What each slot says for one recipient, in order, over one shared scope so that `assign` carries on. Throws
   * `RenderError` when the template fails for these data.
   */
  fill(data: MergeData): string[];
}

export interface TextSource {
  part: TemplatePart;
  /** The Liquid to compile; may have been made from what the author wrote. */
  text: string;
  /** What the author wrote, in which problems are located. */
  written: string;
  mode: TextMode;
  /** Whether values lose their line breaks, as in a header. */
  one_line?: boolean;
}

/** @throws RenderError when the text can't be parsed */
export function compileText(source: TextSource): CompiledText {
  const engine = engineOf(source.mode);
  const templates = guarded(source, null, () => engine.parse(source.text));
  const literals = templates.map(literalOf);
  const chunks = literals.map((text) => (text !== null && source.one_line ? onOneLine(text) : text));
  const slots = templates.filter((_, index) => chunks[index] === null);
  return {
    chunks,
    fill: (data) => guarded(source, data, () => fillSlots(engine, slots, source, data)),
  };
}

/** The whole text for one recipient. */
export function fillText(compiled: CompiledText, data: MergeData): string {
  const values = compiled.fill(data);
  let next = 0;
  return compiled.chunks.map((chunk) => chunk ?? values[next++] ?? '').join('');
}

function literalOf(template: Template): string | null {
  if (template.token.kind !== TokenKind.HTML) return null;
  return (template.token as unknown as { getContent(): string }).getContent();
}

function fillSlots(engine: LiquidEngine, slots: Template[], source: TextSource, data: MergeData): string[] {
  // Most slots of a usual message are tokens; a text without others needs no scope.
  let render: ((template: Template) => string) | undefined;
  const values = slots.map((slot) => {
    if (isTokenSlot(slot)) return data.token;
    render ??= engine.open(data);
    return render(slot);
  });
  return source.one_line ? values.map(onOneLine) : values;
}

function onOneLine(text: string): string {
  return text.replace(/\s*[\r\n]+\s*/g, ' ');
}

/** Where the text differs from what was written, the failure is looked for again in the latter, which has the right lines. */
function guarded<Result>(source: TextSource, data: MergeData | null, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const { message, line, column } = explainFailure(error);
    if (source.text === source.written) throw new RenderError({ part: source.part, message, line, column }, error);
    const found = failureIn(source.written, data);
    throw new RenderError({ part: source.part, line: null, column: null, message, ...found }, error);
  }
}

function failureIn(text: string, data: MergeData | null): Failure | undefined {
  try {
    const engine = engineOf('plain');
    const templates = engine.parse(text);
    if (data) templates.forEach(engine.open(data));
    return undefined;
  } catch (error) {
    return explainFailure(error);
  }
}
