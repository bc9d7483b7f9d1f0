import type { TemplateProblem } from '#main/rendering/render-error.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';

/** The refusal that names where the first problem stands; null when there is none. */
export function templateRefusal(problems: readonly TemplateProblem[]): HeraldError | null {
  const [first] = problems;
  if (!first) return null;
  const { part, line, column, message } = first;
  const where = line === null ? '' : ` (line ${line}, column ${column})`;
  return new HeraldError('TEMPLATE_INVALID', `The ${part} can't be filled in${where}: ${message}`, {
    field: part,
    line,
    column,
    problems,
    hint: `Correct the ${part}.`,
  });
}
