import { Decoration, EditorView, type Extension } from '@uiw/react-codemirror';
import type { RuleProblem } from './rule-problems.ts';

/** Underlines what is wrong; what it is shows on hovering and below the text. */
export function problemMarks(problems: readonly RuleProblem[]): Extension {
  return EditorView.decorations.of(({ state: { doc } }) => {
    const marks = problems.flatMap(({ from, to, message, severity }) => {
      // The text may have become shorter since it was checked; at its end there is nothing to underline but the last letter.
      const end = Math.min(Math.max(to, from + 1), doc.length);
      const start = Math.min(from, Math.max(0, end - 1));
      if (start >= end) return [];
      return [Decoration.mark({ class: `cm-rule-${severity}`, attributes: { title: message } }).range(start, end)];
    });
    return Decoration.set(marks, true);
  });
}
