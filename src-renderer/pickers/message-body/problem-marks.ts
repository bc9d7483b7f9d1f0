import { Decoration, EditorView, type Extension, type Text } from '@uiw/react-codemirror';
import type { TemplateProblem } from '#shared/contract/campaign.contract.ts';

type Place = Pick<TemplateProblem, 'line' | 'column'>;

const LINE = Decoration.line({ class: 'cm-problem-line' });

/** Where a problem stands in the text as it is now; it may have grown shorter since. */
export function positionOf(text: Text, { line, column }: Place): number {
  const found = text.line(Math.min(Math.max(1, line ?? 1), text.lines));
  return Math.min(found.to, found.from + Math.max(0, (column ?? 1) - 1));
}

/** Tints the lines with problems and underlines from where each begins. */
export function problemMarks(problems: readonly TemplateProblem[]): Extension {
  const placed = problems.filter(({ line }) => line !== null);
  return EditorView.decorations.of(({ state: { doc } }) => {
    const marks = placed.flatMap((problem) => {
      const from = positionOf(doc, problem);
      const line = doc.lineAt(from);
      const text = Decoration.mark({ class: 'cm-problem', attributes: { title: problem.message } });
      return [LINE.range(line.from), ...(from < line.to ? [text.range(from, line.to)] : [])];
    });
    return Decoration.set(marks, true);
  });
}
