import type { EditorState } from '@uiw/react-codemirror';
import { completeSegment } from '#shared/domain/segment/complete-segment.ts';
import type { CompletionItem } from '#shared/domain/segment/completion-item.ts';
import type { Catalogue } from '../builder/catalogue.tsx';

/** What the editor hands over and takes back. */
interface Asked {
  state: EditorState;
  pos: number;
  /** Ctrl and Space, not just a key that was typed. */
  explicit: boolean;
}

interface Offered {
  from: number;
  to: number;
  /** The language has chosen already. */
  filter: false;
  options: { label: string; apply: string; type: string; detail: string }[];
}

/** Signs beside the items, as the editor draws them. */
const SIGNS: Record<CompletionItem['kind'], string> = {
  keyword: 'keyword',
  operator: 'keyword',
  function: 'function',
  field: 'property',
  data: 'property',
  value: 'constant',
  segment: 'class',
  list: 'class',
  tag: 'class',
  campaign: 'class',
  event: 'class',
};

/** Offers what can stand at the cursor; unasked only once a letter is there. */
export function ruleCompletion(catalogue: Catalogue, describe: (item: CompletionItem) => string) {
  return ({ state, pos, explicit }: Asked): Offered | null => {
    const { from, to, items } = completeSegment(state.doc.toString(), pos, catalogue);
    if (items.length === 0 || (!explicit && from === pos)) return null;
    return {
      from,
      to,
      filter: false,
      options: items.map((item) => ({
        label: item.label,
        apply: item.text,
        type: SIGNS[item.kind],
        detail: describe(item),
      })),
    };
  };
}
