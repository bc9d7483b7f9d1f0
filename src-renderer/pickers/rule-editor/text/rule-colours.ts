import {
  Decoration,
  type DecorationSet,
  type EditorView,
  type Extension,
  RangeSetBuilder,
  ViewPlugin,
  type ViewUpdate,
} from '@uiw/react-codemirror';
import { isReservedWord } from '#shared/domain/segment/reserved-words.ts';
import { scanTokens, type Token } from '#shared/domain/segment/segment-token.ts';

const mark = (name: string) => Decoration.mark({ class: `cm-rule-${name}` });
const MARKS = {
  keyword: mark('keyword'),
  join: mark('join'),
  field: mark('field'),
  text: mark('text'),
  number: mark('number'),
};
const JOINS = /^(?:and|or|not)$/i;

/** Colours by what a word is: what joins, what asks, a field, a text, a number. */
export function ruleColours(): Extension {
  return ViewPlugin.define(
    (view) => {
      let tokens = scanTokens(view.state.doc.toString());
      const plugin = {
        decorations: colours(tokens, view),
        update(update: ViewUpdate) {
          if (!update.docChanged && !update.viewportChanged) return;
          if (update.docChanged) tokens = scanTokens(update.state.doc.toString());
          plugin.decorations = colours(tokens, update.view);
        },
      };
      return plugin;
    },
    { decorations: (plugin) => plugin.decorations },
  );
}

/** Only what is in sight: a rule may be a million letters long. */
function colours(tokens: readonly Token[], { viewport }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const token of tokens) {
    if (token.from >= viewport.to) break;
    const found = token.to > viewport.from && markOf(token);
    if (found && token.from < token.to) builder.add(token.from, token.to, found);
  }
  return builder.finish();
}

function markOf({ kind, text }: Token): Decoration | null {
  if (kind === 'text') return MARKS.text;
  if (kind === 'number' || kind === 'duration' || kind === 'date') return MARKS.number;
  if (kind !== 'word') return null;
  if (JOINS.test(text)) return MARKS.join;
  return isReservedWord(text) ? MARKS.keyword : MARKS.field;
}
