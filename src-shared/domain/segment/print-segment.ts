import { quoteText } from './quote-text.ts';
import { isPlainName, isWord } from './reserved-words.ts';
import type {
  DataCondition,
  FieldName,
  RelativeDateValue,
  SegmentCondition,
  SegmentEngagement,
  SegmentMeasure,
  SegmentNode,
  SegmentOperator,
  SegmentTag,
  SegmentValue,
  Window,
} from './segment-ast.ts';
import { isBuiltInField } from './segment-field.ts';

const WORDS: Partial<Record<SegmentOperator, string>> = {
  contains: 'CONTAINS',
  starts_with: 'STARTS WITH',
  ends_with: 'ENDS WITH',
};

/** The usual text of a rule. `parseSegment` makes the same tree of it again, but for ids and spans. */
export function printSegment(node: SegmentNode): string {
  switch (node.kind) {
    case 'and':
      return node.children.map((child) => printMember(child)).join(' AND ');
    case 'or':
      return node.children
        .map((child) => (child.kind === 'or' ? `(${printSegment(child)})` : printSegment(child)))
        .join(' OR ');
    case 'not':
      return printNot(node.child);
    default:
      return printCondition(node);
  }
}

function printMember(node: SegmentNode): string {
  return node.kind === 'and' || node.kind === 'or' ? `(${printSegment(node)})` : printSegment(node);
}

function printNot(child: SegmentNode): string {
  const isEmpty = child.kind === 'comparison' && child.op === 'empty';
  return isEmpty ? `${printFieldName(child.field)} IS NOT EMPTY` : `NOT ${printMember(child)}`;
}

/** One condition, as a row of a builder or of an explanation shows it. */
export function printCondition(condition: SegmentCondition): string {
  switch (condition.kind) {
    case 'comparison':
      return printTest(printFieldName(condition.field), condition.op, condition.values);
    case 'tag':
      return printTag(condition);
    case 'segment':
      return `segment = ${quoteText(condition.segment.name)}`;
    case 'list':
      return `in list ${quoteText(condition.list.name)}${condition.state === 'subscribed' ? '' : ` as ${condition.state}`}`;
    case 'engagement':
      return printEngagement(condition);
    case 'measure':
      return printMeasure(condition);
  }
}

export function printFieldName({ name, custom }: Pick<FieldName, 'name' | 'custom'>): string {
  if (!custom) return name;
  if (!isWord(name)) return `attributes.${quoteText(name)}`;
  return isPlainName(name) && !isBuiltInField(name.toLowerCase()) ? name : `attributes.${name}`;
}

export function printDataName(name: string): string {
  if (isPlainName(name)) return name;
  return isWord(name) ? `data.${name}` : `data.${quoteText(name)}`;
}

export function printValue(value: SegmentValue): string {
  switch (value.type) {
    case 'text':
      return quoteText(value.value);
    case 'relative_date':
      return printRelativeDate(value);
    default:
      return String(value.value);
  }
}

function printTest(name: string, op: SegmentOperator, values: readonly SegmentValue[]): string {
  const texts = values.map(printValue);
  switch (op) {
    case 'empty':
      return `${name} IS EMPTY`;
    case 'in':
      return `${name} IN (${texts.join(', ')})`;
    case 'between':
      return `${name} BETWEEN ${texts.join(' AND ')}`;
    default:
      return `${name} ${WORDS[op] ?? op} ${texts.join(', ')}`;
  }
}

function printTag({ tags }: SegmentTag): string {
  const names = tags.map((tag) => quoteText(tag.name));
  return names.length === 1 ? `tag = ${names[0]}` : `tag IN (${names.join(', ')})`;
}

function printRelativeDate({ base, offset }: RelativeDateValue): string {
  if (!offset) return base;
  return `${base} ${offset.amount < 0 ? '-' : '+'} ${Math.abs(offset.amount)}${offset.unit}`;
}

function printEngagement({ act, campaign, times, window }: SegmentEngagement): string {
  const which = campaign ? `campaign = ${quoteText(campaign.name)}` : 'any';
  const isPlain = times.how === 'at_least' && times.n === 1;
  const often = isPlain ? '' : ` ${times.how.replace('_', ' ')} ${times.n} times`;
  return `${act}(${which})${often}${printWindow(window)}`;
}

function printMeasure({ measure, of, event, where, op, value, window }: SegmentMeasure): string {
  const parts = [`event = ${quoteText(event.name)}`, ...where.map(printDataCondition)];
  if (of) parts.unshift(printDataName(of.name));
  return `${measure}(${parts.join(', ')}) ${op} ${value}${printWindow(window)}`;
}

export function printDataCondition({ not, data, op, values }: DataCondition): string {
  const name = printDataName(data.name);
  if (not && op === 'empty') return `${name} IS NOT EMPTY`;
  return `${not ? 'NOT ' : ''}${printTest(name, op, values)}`;
}

function printWindow(window: Window | null): string {
  return window ? ` within ${window.amount}${window.unit}` : '';
}
