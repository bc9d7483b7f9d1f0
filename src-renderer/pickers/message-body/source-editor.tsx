import { html } from '@codemirror/lang-html';
import { markdown } from '@codemirror/lang-markdown';
import { useComputedColorScheme } from '@mantine/core';
import CodeMirror, { EditorView, Prec, type ReactCodeMirrorRef } from '@uiw/react-codemirror';
import { type Ref, useImperativeHandle, useMemo, useRef } from 'react';
import { COMPLETION_LOOK } from '#renderer/ui/completion-look.ts';
import type { TemplateProblem } from '#shared/contract/campaign.contract.ts';
import { positionOf, problemMarks } from './problem-marks.ts';
import { useMergeCompletion } from './use-merge-completion.ts';

export interface SourceHandle {
  insert(text: string): void;
  goTo(place: Pick<TemplateProblem, 'line' | 'column'>): void;
}

interface SourceEditorProps {
  ref: Ref<SourceHandle>;
  label: string;
  kind: 'html' | 'markdown';
  value: string;
  onChange(value: string): void;
  problems: TemplateProblem[];
}

const LANGUAGE = { html: html(), markdown: markdown() };

const LOOK = Prec.highest(
  EditorView.theme({
    '&': { height: '100%', backgroundColor: 'transparent', fontSize: '13px' },
    '&.cm-focused': { outline: 'none' },
    '.cm-scroller': { fontFamily: 'var(--mantine-font-family-monospace)', lineHeight: '20px' },
    '.cm-gutters': {
      backgroundColor: 'transparent',
      color: 'var(--mantine-color-dimmed)',
      borderInlineEnd: '1px solid var(--border)',
    },
    '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: 'var(--surface-hover)' },
    '.cm-problem-line': { backgroundColor: 'var(--mantine-color-red-light)' },
    '.cm-problem': { textDecoration: 'underline wavy var(--mantine-color-red-text)', textUnderlineOffset: '3px' },
  }),
);

/** HTML or Markdown source. Tab leaves the field, so that the keyboard is never caught in it. */
export default function SourceEditor({ ref, label, kind, value, onChange, problems }: SourceEditorProps) {
  const scheme = useComputedColorScheme('light');
  const mirror = useRef<ReactCodeMirrorRef>(null);
  const completion = useMergeCompletion();
  const extensions = useMemo(
    () => [
      LANGUAGE[kind],
      LOOK,
      COMPLETION_LOOK,
      completion,
      EditorView.lineWrapping,
      EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'true' }),
      problemMarks(problems),
    ],
    [kind, label, problems, completion],
  );
  useImperativeHandle(ref, () => ({
    insert(text) {
      const view = mirror.current?.view;
      if (!view) return;
      view.dispatch(view.state.replaceSelection(text));
      view.focus();
    },
    goTo(place) {
      const view = mirror.current?.view;
      if (!view) return;
      view.dispatch({ selection: { anchor: positionOf(view.state.doc, place) }, scrollIntoView: true });
      view.focus();
    },
  }));
  return (
    <CodeMirror
      ref={mirror}
      value={value}
      onChange={onChange}
      theme={scheme}
      height="100%"
      style={{ height: '100%' }}
      indentWithTab={false}
      extensions={extensions}
      basicSetup={{ foldGutter: false }}
    />
  );
}
