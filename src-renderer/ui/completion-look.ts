import { EditorView, Prec } from '@uiw/react-codemirror';

/** What an editor of source offers, in the look of the console. */
export const COMPLETION_LOOK = Prec.highest(
  EditorView.theme({
    '.cm-tooltip': {
      border: '1px solid var(--border)',
      borderRadius: '8px',
      backgroundColor: 'var(--mantine-color-body)',
      boxShadow: 'var(--mantine-shadow-md)',
      overflow: 'hidden',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul': {
      fontFamily: 'var(--mantine-font-family-monospace)',
      maxHeight: '264px',
    },
    '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '4px 10px', lineHeight: '20px' },
    '.cm-tooltip-autocomplete ul li[aria-selected]': {
      backgroundColor: 'var(--surface-selected)',
      color: 'var(--mantine-color-text)',
    },
    '.cm-completionDetail': { color: 'var(--mantine-color-dimmed)', fontStyle: 'normal' },
    '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: '700' },
  }),
);
