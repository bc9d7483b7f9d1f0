import { QuoteType, Tokenizer } from 'htmlparser2';

export interface Attribute {
  /** Offsets of the value, without quotes. */
  start: number;
  end: number;
  /** With its entities decoded. */
  value: string;
}

export interface OpenTag {
  name: string;
  /** Offset behind its name. */
  name_end: number;
  /** Offset behind its `>`. */
  end: number;
  attributes: Map<string, Attribute>;
}

export interface HtmlScan {
  tags: OpenTag[];
  /** Offset of the last `</body>` that is one. */
  body_close: number | null;
}

/**
 * Reads the tags of a page with the offsets at which they stand. `painted` is what the parser sees, `source` what values are
 * taken from; both have the same length.
 */
export function scanHtml(source: string, painted: string): HtmlScan {
  const tags: OpenTag[] = [];
  let body_close: number | null = null;
  let tag: OpenTag = { name: '', name_end: 0, end: 0, attributes: new Map() };
  let attribute = { name: '', start: 0, value: '' };

  const closeTag = (end: number) => {
    tag.end = end + 1;
    tags.push(tag);
  };
  const tokenizer = new Tokenizer(
    { decodeEntities: true },
    {
      onopentagname(start, end) {
        tag = { name: painted.slice(start, end).toLowerCase(), name_end: end, end, attributes: new Map() };
      },
      onattribname(start, end) {
        attribute = { name: painted.slice(start, end).toLowerCase(), start: valueStart(painted, end), value: '' };
      },
      onattribdata(start, end) {
        attribute.value += source.slice(start, end);
      },
      onattribentity(codepoint) {
        attribute.value += String.fromCodePoint(codepoint);
      },
      onattribend(quote, end) {
        const { name, start, value } = attribute;
        if (quote === QuoteType.NoValue || tag.attributes.has(name)) return;
        tag.attributes.set(name, { start, end: quote === QuoteType.Unquoted ? end : end - 1, value });
      },
      onopentagend: closeTag,
      onselfclosingtag: closeTag,
      onclosetag(start, end) {
        if (painted.slice(start, end).toLowerCase() === 'body') body_close = start - 2;
      },
      oncdata() {},
      oncomment() {},
      ondeclaration() {},
      onend() {},
      onprocessinginstruction() {},
      ontext() {},
      ontextentity() {},
    },
  );
  tokenizer.write(painted);
  tokenizer.end();
  return { tags, body_close };
}

const BEFORE_VALUE = /\s*=\s*["']?/y;

function valueStart(painted: string, nameEnd: number): number {
  BEFORE_VALUE.lastIndex = nameEnd;
  return nameEnd + (BEFORE_VALUE.exec(painted)?.[0].length ?? 0);
}
