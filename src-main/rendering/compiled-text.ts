import { type Template, TokenKind } from 'liquidjs';
import { explainFailure, type Failure } from './explain-failure.ts';
import { engineOf, fieldOf, isTag, isTokenSlot, type LiquidEngine, type TextMode } from './liquid-engine.ts';
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
  const dynamic = templates.filter((_, index) => chunks[index] === null);
  const hasTags = dynamic.some((template) => isTag(template) && !isTokenSlot(template));
  const slots = dynamic.map((template) => slotOf(template, hasTags));
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

/** How a slot is filled: with the token, with a field as it is, or by the template language. */
type Slot = typeof TOKEN | PlainField | Template;
type PlainField = (typeof TEXTS)[number] | (typeof ADDRESSES)[number];

const TOKEN = Symbol('token');
/** Fields that are texts, also under `contact`. */
const TEXTS = ['first_name', 'last_name', 'company', 'city', 'country', 'email', 'name'] as const;
const ADDRESSES = ['unsubscribe_url', 'preferences_url', 'view_in_browser_url'] as const;
const PLAIN_FIELDS: ReadonlyMap<string | null, PlainField> = new Map([
  ...[...TEXTS, ...ADDRESSES].map((name) => [name, name] as const),
  ...TEXTS.map((name) => [`contact.${name}`, name] as const),
]);

/** Most slots of a usual message are tokens and plain fields, which need no scope; tags could give a field another meaning. */
function slotOf(template: Template, hasTags: boolean): Slot {
  if (isTokenSlot(template)) return TOKEN;
  const field = hasTags ? null : fieldOf(template);
  return PLAIN_FIELDS.get(field) ?? template;
}

function fillSlots(engine: LiquidEngine, slots: readonly Slot[], source: TextSource, data: MergeData): string[] {
  let render: ((template: Template) => string) | undefined;
  const values = slots.map((slot) => {
    if (slot === TOKEN) return data.token;
    if (typeof slot === 'string') return engine.say(data[slot]);
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
