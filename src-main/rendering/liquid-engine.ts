import { Context, type Emitter, Liquid, type TagToken, type Template, toValueSync } from 'liquidjs';
import type { MergeData } from './merge-data.ts';

/** How long one text may take for one recipient, and how much it may make. A runaway loop ends here. */
const RENDER_MILLIS = 250;
const MEMORY_UNITS = 5_000_000;
const OUTPUT_CHARACTERS = 5_000_000;
const PARSE_CHARACTERS = 20_000_000;

/** Stands in a template where the token of the delivery belongs; `assign` can't reach it. */
export const TOKEN_SLOT = '{% herald_token %}';

/** Tags that would read other files. */
const FILE_TAGS = ['include', 'render', 'layout', 'block'];

export interface LiquidEngine {
  parse(text: string): Template[];
  /** Names from outside that a text reads, as dotted paths. */
  fields(text: string): string[];
  /** One scope for all pieces of a text, so that `assign` carries on from one to the next. */
  open(data: MergeData): (template: Template) => string;
}

/** Values are written as they are: subjects and text parts. */
export const plainEngine = createEngine(asText);

/** Values are escaped unless `raw` says otherwise: HTML parts. */
export const htmlEngine = createEngine((value) => escapeHtml(asText(value)));

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

function createEngine(outputEscape: (value: unknown) => string): LiquidEngine {
  const liquid = new Liquid({
    outputEscape,
    ownPropertyOnly: true,
    strictFilters: true,
    strictVariables: false,
    // No template reaches a file: names are looked up here, and nothing is here.
    templates: {},
    timezoneOffset: 0,
    parseLimit: PARSE_CHARACTERS,
    memoryLimit: MEMORY_UNITS,
    renderLimit: RENDER_MILLIS,
  });
  for (const name of FILE_TAGS) delete liquid.tags[name];
  liquid.registerTag('herald_token', {
    parse(_token: TagToken) {},
    render: (context: Context) => (context.environments as unknown as MergeData).token,
  });
  // Escaped once is enough where the author escapes too.
  liquid.registerFilter('escape', { raw: true, handler: (value: unknown) => escapeHtml(asText(value)) });
  liquid.registerFilter('newline_to_br', {
    raw: true,
    handler: (value: unknown) => outputEscape(value).replace(/\r?\n/g, '<br>\n'),
  });
  return {
    parse: (text) => liquid.parse(text),
    fields: (text) => liquid.globalFullVariablesSync(liquid.parse(text), { partials: false }),
    open(data) {
      const context = new Context(data, liquid.options, { sync: true }, { liquid });
      return (template) => {
        const emitter = new LimitedEmitter();
        toValueSync(liquid.renderer.renderTemplates([template], context, emitter));
        return emitter.buffer;
      };
    },
  };
}

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
  return Array.isArray(value) ? value.map(asText).join('') : String(value);
}
