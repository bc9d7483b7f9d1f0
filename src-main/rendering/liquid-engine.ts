import {
  Context,
  Drop,
  type Emitter,
  Liquid,
  Parser,
  TagToken,
  type Template,
  Tokenizer,
  TokenKind,
  type TopLevelToken,
  toValueSync,
} from 'liquidjs';
import { ComputingLimit } from './computing-limit.ts';
import type { MergeData } from './merge-data.ts';

/** How long one text may compute for one recipient, and how much it may make. A runaway loop ends here. */
const RENDER_MILLIS = 250;
const MEMORY_UNITS = 5_000_000;
const OUTPUT_CHARACTERS = 5_000_000;

/** Stands in a template where the token of the delivery belongs; `assign` can't reach it. */
export const TOKEN_SLOT = '{% herald_token %}';
const TOKEN_NAME = 'herald_token';

/** Tags that would read other files. */
const FILE_TAGS = ['include', 'render', 'layout', 'block'];

export interface LiquidEngine {
  parse(text: string): Template[];
  /** Names from outside that a text reads, as dotted paths. */
  fields(text: string): string[];
  /** What an output says of a text. */
  say(text: string): string;
  /** One scope for all pieces of a text, so that `assign` carries on from one to the next. */
  open(data: MergeData): (template: Template) => string;
}

/** What a text becomes part of. */
export type TextMode =
  /** Values are written as they are: subjects, link targets. */
  | 'plain'
  /** Values are escaped unless `raw` says otherwise. */
  | 'html'
  /** The text part made of an HTML one: values as they are, also where the author escaped them for HTML. */
  | 'html_as_text';

export function engineOf(mode: TextMode): LiquidEngine {
  return ENGINES[mode];
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

export function isTokenSlot({ token }: Template): boolean {
  return token instanceof TagToken && token.name === TOKEN_NAME;
}

const FIELD = /^\{\{-?\s*([a-z_.]+)\s*-?\}\}$/;

/** The merge field that an output names and does nothing with; null for anything else. */
export function fieldOf({ token }: Template): string | null {
  return token.kind === TokenKind.Output ? (FIELD.exec(token.getText())?.[1] ?? null) : null;
}

/** A tag may change what the outputs after it say. */
export function isTag({ token }: Template): boolean {
  return token.kind === TokenKind.Tag;
}

interface Escaping {
  /** Of what an output says. */
  output(text: string): string;
  /** Of what the filter `escape` says. */
  filter(text: string): string;
  line_break: string;
}

function createEngine({ output, filter, line_break }: Escaping): LiquidEngine {
  const liquid = new Liquid({
    outputEscape: (value: unknown) => output(asText(value)),
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    // No template reaches a file: names are looked up here, and nothing is here.
    templates: {},
    timezoneOffset: 0,
    memoryLimit: MEMORY_UNITS,
  });
  for (const name of FILE_TAGS) delete liquid.tags[name];
  liquid.registerTag(TOKEN_NAME, {
    parse(_token: TagToken) {},
    render: (context: Context) => (context.environments as unknown as MergeData).token,
  });
  // Escaped once is enough where the author escapes too.
  const escapeFilter = { raw: true, handler: (value: unknown) => filter(asText(value)) };
  liquid.registerFilter('escape', escapeFilter);
  liquid.registerFilter('xml_escape', escapeFilter);
  liquid.registerFilter('newline_to_br', {
    raw: true,
    handler: (value: unknown) => output(asText(value)).replace(/\r?\n/g, line_break),
  });
  return {
    parse: (text) => parse(liquid, text),
    say: output,
    fields: (text) => liquid.globalFullVariablesSync(parse(liquid, text), { partials: false }),
    open(data) {
      const renderLimit = new ComputingLimit(RENDER_MILLIS) as unknown as Context['renderLimit'];
      const context = new Context(data, liquid.options, { sync: true }, { liquid, renderLimit });
      return (template) => {
        const emitter = new LimitedEmitter();
        toValueSync(liquid.renderer.renderTemplates([template], context, emitter));
        return emitter.buffer;
      };
    },
  };
}

/** As the library does it, but taking the next token costs the same however many there are. */
function parse(liquid: Liquid, text: string): Template[] {
  const tokens: TopLevelToken[] = new Tokenizer(text, liquid.options.operators).readTopLevelTokens(liquid.options);
  tokens.reverse();
  tokens.shift = tokens.pop;
  return new Parser(liquid).parseTokens(tokens);
}

const AS_IS = (text: string) => text;

const ENGINES: Record<TextMode, LiquidEngine> = {
  plain: createEngine({ output: AS_IS, filter: escapeHtml, line_break: '<br />\n' }),
  html: createEngine({ output: escapeHtml, filter: escapeHtml, line_break: '<br />\n' }),
  html_as_text: createEngine({ output: AS_IS, filter: AS_IS, line_break: '\n' }),
};

class LimitedEmitter implements Emitter {
  buffer = '';

  write(value: unknown): void {
    this.buffer += asText(value);
    if (this.buffer.length > OUTPUT_CHARACTERS) throw new Error('output limit exceeded');
  }
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null || value === undefined) return '';
  // `nil` and `blank` are objects of the library's own.
  if (value instanceof Drop) return asText(value.valueOf());
  return Array.isArray(value) ? value.map(asText).join('') : String(value);
}
