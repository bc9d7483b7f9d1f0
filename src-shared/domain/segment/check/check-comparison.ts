import { countryCode } from '../../contact-fields.ts';
import { printFieldName } from '../print-segment.ts';
import { quoteText } from '../quote-text.ts';
import type { SegmentComparison } from '../segment-ast.ts';
import type { CheckNotes } from './check-notes.ts';
import { checkTest } from './check-test.ts';

/** Gives the field the name that it has in the catalogue, and holds operator and values against its type. */
export function checkComparison(notes: CheckNotes, condition: SegmentComparison): SegmentComparison {
  const { field, op, values, span } = condition;
  const known = notes.index.field(field.name, field.custom);
  if (!known) {
    const suggestion = nearestField(notes, field.name);
    notes.problems.push({ code: 'field_unknown', span: field.span, values: { name: field.name }, suggestion });
    return condition;
  }
  const { name, type, choices } = known;
  checkTest(notes, { name: printFieldName(known), type, op, values, span, ...(choices ? { choices } : {}) });
  if (!known.custom && name === 'country') checkCountry(notes, condition);
  return { ...condition, field: { ...field, name } };
}

function nearestField(notes: CheckNotes, name: string): string | null {
  const { fields } = notes.index;
  const near = notes.near(
    name,
    fields.map((field) => field.name),
  );
  const field = fields.find((one) => one.name === near);
  return field ? printFieldName(field) : null;
}

/** A country is kept as two letters, whatever was typed or imported. */
function checkCountry(notes: CheckNotes, { op, values }: SegmentComparison): void {
  if (op !== '=' && op !== '!=' && op !== 'in') return;
  for (const { type, value, span } of values.filter((one) => one.type === 'text')) {
    const code = countryCode(value);
    if (type !== 'text' || value === '' || code === value) continue;
    notes.warnings.push({ code: 'country_by_name', span, suggestion: code === null ? null : quoteText(code) });
  }
}
