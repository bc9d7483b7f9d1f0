import { printDataName } from '../print-segment.ts';
import type { DataCondition, DataName, SegmentMeasure } from '../segment-ast.ts';
import type { DataType, EventKind } from '../segment-catalogue.ts';
import { typeOfValue } from '../segment-operators.ts';
import type { CheckNotes } from './check-notes.ts';
import { checkTest } from './check-test.ts';

/**
 * An event and its values may be named before the first has arrived: unknown ones are warnings. What is known of a value decides its
 * type; of one that is not known, the first thing it is compared with. A text can be a date.
 */
export function checkMeasure(notes: CheckNotes, condition: SegmentMeasure): SegmentMeasure {
  const { event, of, where, measure } = condition;
  const known = notes.index.event(event.name);
  if (!known) {
    const suggestion = notes.meant(['event'], event.name);
    notes.warnings.push({ code: 'event_unknown', span: event.span, values: { name: event.name }, suggestion });
  }
  const summed = of && checkData(notes, known, of);
  if (summed?.type && summed.type !== 'number') {
    const values = { field: printDataName(summed.data.name), field_type: summed.type };
    notes.problems.push({ code: 'sum_mismatch', span: summed.data.span, values });
  }
  if (measure === 'count') checkCount(notes, condition);
  return {
    ...condition,
    of: summed?.data ?? null,
    event: { ...event, name: known?.name ?? event.name },
    where: where.map((one) => checkDataCondition(notes, known, one)),
  };
}

function checkDataCondition(notes: CheckNotes, event: EventKind | null, condition: DataCondition): DataCondition {
  const { op, values, span } = condition;
  const { data, type } = checkData(notes, event, condition.data);
  const [first] = values;
  const asked = first ? typeOfValue(first) : 'text';
  const assumed = type === null || (type === 'text' && asked === 'date') ? asked : type;
  checkTest(notes, { name: printDataName(data.name), type: assumed, op, values, span });
  return { ...condition, data };
}

function checkData(
  notes: CheckNotes,
  event: EventKind | null,
  data: DataName,
): { data: DataName; type: DataType | null } {
  if (!event) return { data, type: null };
  const known =
    event.data.find((one) => one.name === data.name) ??
    event.data.find((one) => one.name.toLowerCase() === data.name.toLowerCase());
  if (known) return { data: { ...data, name: known.name }, type: known.type };
  const near = notes.near(
    data.name,
    event.data.map((one) => one.name),
  );
  const values = { event: event.name, name: data.name };
  const suggestion = near === null ? null : printDataName(near);
  notes.warnings.push({ code: 'data_unknown', span: data.span, values, suggestion });
  return { data, type: null };
}

/** A count is a whole number from 0 on. */
function checkCount(notes: CheckNotes, { op, value, span }: SegmentMeasure): void {
  const isCount = Number.isInteger(value) && value >= 0;
  const isAlways = (op === '>=' && value <= 0) || (op === '>' && value < 0) || (op === '!=' && !isCount);
  const isNever = (op === '<' && value <= 0) || (op === '<=' && value < 0) || (op === '=' && !isCount);
  if (isAlways) notes.warnings.push({ code: 'always_true', span });
  if (isNever) notes.warnings.push({ code: 'never_true', span });
}
