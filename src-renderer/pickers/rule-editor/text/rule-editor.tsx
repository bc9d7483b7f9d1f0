import { useComputedColorScheme } from '@mantine/core';
import CodeMirror, { EditorState, EditorView, Prec, type ReactCodeMirrorRef } from '@uiw/react-codemirror';
import { type Ref, useCallback, useImperativeHandle, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { COMPLETION_LOOK } from '#renderer/ui/completion-look.ts';
import type { CompletionItem } from '#shared/domain/segment/completion-item.ts';
import type { Catalogue } from '../builder/catalogue.tsx';
import { problemMarks } from './problem-marks.ts';
import { ruleColours } from './rule-colours.ts';
import { ruleCompletion } from './rule-completion.ts';
import type { RuleProblem } from './rule-problems.ts';

export interface RuleEditorHandle {
  goTo(place: { from: number; to: number }): void;
  /** As if it had been typed, so that it can be undone in the text. */
  replace(place: { from: number; to: number }, text: string): void;
}

interface RuleEditorProps {
  ref: Ref<RuleEditorHandle>;
  label: string;
  placeholder: string;
  value: string;
  catalogue: Catalogue;
  problems: readonly RuleProblem[];
  onChange(value: string): void;
}

const LOOK = Prec.highest(
  EditorView.theme({
    '&': { height: '100%', backgroundColor: 'transparent', fontSize: '13px' },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '22px' },
    '.cm-content': { padding: '12px 0' },
    '.cm-gutters': { backgroundColor: 'transparent', color: 'var(--mantine-color-dimmed)', border: 'none' },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'transparent' },
    '.cm-rule-join': { color: 'var(--mantine-color-accent-text)', fontWeight: '600' },
    '.cm-rule-keyword': { color: 'var(--mantine-color-accent-text)' },
    '.cm-rule-text': { color: 'var(--mantine-color-green-text)' },
    '.cm-rule-number': { color: 'var(--mantine-color-amber-text)' },
    '.cm-rule-error': { textDecoration: 'underline wavy var(--mantine-color-red-text)', textUnderlineOffset: '4px' },
    '.cm-rule-warning': {
      textDecoration: 'underline wavy var(--mantine-color-amber-text)',
      textUnderlineOffset: '4px',
    },
  }),
);

/** A rule as text. Tab leaves the field, so that the keyboard is never caught in it. */
export default function RuleEditor(props: RuleEditorProps) {
  const { ref, label, placeholder, value, catalogue, problems, onChange } = props;
  const scheme = useComputedColorScheme('light');
  const mirror = useRef<ReactCodeMirrorRef>(null);
  const describe = useItemWords();
  const language = useMemo(() => {
    // Asked for at every key: a new source each time would never come to an answer.
    const offers = [{ autocomplete: ruleCompletion(catalogue, describe) }];
    return [
      LOOK,
      COMPLETION_LOOK,
      ruleColours(),
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label }),
      EditorState.languageData.of(() => offers),
    ];
  }, [label, catalogue, describe]);
  const extensions = useMemo(() => [...language, problemMarks(problems)], [language, problems]);
  useImperativeHandle(ref, () => ({
    goTo({ from, to }) {
      const view = mirror.current?.view;
      if (!view) return;
      const { length } = view.state.doc;
      view.dispatch({
        selection: { anchor: Math.min(from, length), head: Math.min(to, length) },
        scrollIntoView: true,
      });
      view.focus();
    },
    replace({ from, to }, insert) {
      const view = mirror.current?.view;
      if (!view) return;
      view.dispatch({ changes: { from, to, insert }, selection: { anchor: from + insert.length } });
      view.focus();
    },
  }));
  return (
    <CodeMirror
      ref={mirror}
      value={value}
      onChange={onChange}
      theme={scheme}
      placeholder={placeholder}
      height="100%"
      style={{ height: '100%' }}
      indentWithTab={false}
      extensions={extensions}
      basicSetup={{ foldGutter: false, highlightActiveLine: false, highlightActiveLineGutter: false }}
    />
  );
}

/** What kind of thing is offered: a type of field, or a list, tag, campaign. */
function useItemWords(): (item: CompletionItem) => string {
  const { t } = useTranslation('segment');
  return useCallback(
    ({ kind, type }) => {
      if (type) return t(`type.${type}`);
      return kind === 'keyword' || kind === 'operator' || kind === 'function' || kind === 'value' || kind === 'data'
        ? ''
        : t(`uses.kind.${kind}`);
    },
    [t],
  );
}
