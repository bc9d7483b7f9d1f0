import { baseKeymap, chainCommands, exitCode, toggleMark } from 'prosemirror-commands';
import { keymap } from 'prosemirror-keymap';
import { Node } from 'prosemirror-model';
import { liftListItem, sinkListItem, splitListItem } from 'prosemirror-schema-list';
import { type Command, EditorState } from 'prosemirror-state';
import { EditorView } from 'prosemirror-view';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from '#renderer/ui/toast.tsx';
import type { RichText } from '#shared/domain/design/rich-text.ts';
import classes from '../design-editor.module.css';
import { pastedHtml } from './pasted-html.ts';
import { TEXT_SCHEMA } from './rich-text-schema.ts';
import { TextTools } from './text-tools.tsx';

interface RichTextFieldProps {
  label: string;
  value: RichText;
  /** Headings are one line without lists. */
  oneLine?: boolean;
  onChange(value: RichText): void;
  /** Escape leads back to the block. */
  onLeave(): void;
  onUndo(): void;
  onRedo(): void;
}

const { marks, nodes } = TEXT_SCHEMA;

const lineBreak: Command = (state, dispatch) => {
  dispatch?.(state.tr.replaceSelectionWith(nodes.break.create()).scrollIntoView());
  return true;
};

/** A key that does something outside of the text. */
function doing(deed: () => void): Command {
  return () => {
    deed();
    return true;
  };
}

/** Where a text block is written. What it holds is known kinds only, whatever is pasted. */
export function RichTextField(props: RichTextFieldProps) {
  const { t } = useTranslation('design');
  const { label, value, oneLine = false } = props;
  const host = useRef<HTMLDivElement>(null);
  const current = useRef(props);
  current.current = props;
  const [view, setView] = useState<EditorView | null>(null);
  const [state, setState] = useState<EditorState | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the view is made once and reads what is newest
  useEffect(() => {
    if (!host.current) return;
    const keys: Record<string, Command> = {
      'Mod-b': toggleMark(marks.bold),
      'Mod-i': toggleMark(marks.italic),
      'Mod-u': toggleMark(marks.underline),
      'Mod-z': doing(() => current.current.onUndo()),
      'Mod-y': doing(() => current.current.onRedo()),
      'Shift-Mod-z': doing(() => current.current.onRedo()),
      Escape: doing(() => current.current.onLeave()),
      'Shift-Enter': chainCommands(exitCode, lineBreak),
      Enter: oneLine ? lineBreak : splitListItem(nodes.item),
      'Mod-]': sinkListItem(nodes.item),
      'Mod-[': liftListItem(nodes.item),
    };
    const made = new EditorView(host.current, {
      state: EditorState.create({
        doc: Node.fromJSON(TEXT_SCHEMA, value),
        plugins: [keymap(keys), keymap(baseKeymap)],
      }),
      attributes: { 'aria-label': label, role: 'textbox', 'aria-multiline': 'true', class: classes.prose ?? '' },
      transformPastedHTML: (html) => {
        const bare = pastedHtml(html);
        if (bare === null) toast.note(t('paste_too_large'));
        return bare ?? '';
      },
      dispatchTransaction(transaction) {
        const next = made.state.apply(transaction);
        made.updateState(next);
        setState(next);
        if (transaction.docChanged) current.current.onChange(next.doc.toJSON() as RichText);
      },
    });
    setView(made);
    setState(made.state);
    made.focus();
    return () => made.destroy();
  }, []);

  useEffect(() => {
    if (!view) return;
    const wanted = Node.fromJSON(TEXT_SCHEMA, value);
    if (wanted.eq(view.state.doc)) return;
    // A step back or forth: the text becomes another one under the cursor.
    view.updateState(EditorState.create({ doc: wanted, plugins: view.state.plugins }));
    setState(view.state);
  }, [view, value]);

  return (
    <div className={classes.writing}>
      {view && state && <TextTools view={view} state={state} oneLine={oneLine} />}
      <div ref={host} />
    </div>
  );
}
