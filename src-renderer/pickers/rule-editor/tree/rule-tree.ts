import {
  type DataCondition,
  type DataName,
  NOWHERE,
  type SegmentCondition,
  type SegmentEngagement,
  type SegmentMeasure,
  type SegmentTarget,
  type SegmentValue,
  type Span,
} from '#shared/domain/segment/segment-ast.ts';

/**
 * A rule as the builder shows it: groups and rows, each with a key that stays while it is moved and edited. A row may be unfinished,
 * which the language's tree can't be; NOT is a number before a node, since the text may say it twice.
 */
export type TreeNode = TreeGroup | TreeRow;

export interface TreeGroup {
  key: string;
  nots: number;
  joiner: 'and' | 'or';
  children: TreeNode[];
}

export interface TreeRow {
  key: string;
  nots: number;
  /** Null before anything is chosen. */
  condition: Condition | null;
}

type Kind<Name extends SegmentCondition['kind']> = Extract<SegmentCondition, { kind: Name }>;

/** A condition some of whose places are still to be filled: null for a value, `UNNAMED` for something named. */
export type Condition =
  | (Omit<Kind<'comparison'>, 'values'> & { values: Slot[] })
  | Kind<'tag'>
  | Kind<'segment'>
  | Kind<'list'>
  | SegmentEngagement
  | Measure;

export type Slot = SegmentValue | null;
type Named = { name: string; span: Span };

/** Not the empty name, which a text can have. */
const UNNAMED: Named = { name: '', span: { from: -1, to: -1 } };

export function isNamed({ span }: Named): boolean {
  return span.from >= 0;
}

export const unnamed = (): SegmentTarget => ({ ...UNNAMED, id: null });

/** A name as it is typed; nothing typed is no name. */
export function dataName(name: string): DataName {
  return name === '' ? UNNAMED : { name, span: NOWHERE };
}

export type Comparison = Extract<Condition, { kind: 'comparison' }>;
export const DATA_KINDS = ['text', 'number', 'boolean'] as const;
export type DataKind = (typeof DATA_KINDS)[number];
/** What an event comes with has no type of its own: `asked` is what it is compared as, null for what events had so far. */
export type DataRow = Omit<DataCondition, 'values'> & { key: string; asked: DataKind | null; values: Slot[] };
export type Measure = Omit<SegmentMeasure, 'where' | 'value'> & { where: DataRow[]; value: number | null };

export function isGroup(node: TreeNode): node is TreeGroup {
  return 'children' in node;
}

/** Keys live as long as the page and are never stored. */
let made = 0;
export function newKey(): string {
  made += 1;
  return `node-${made}`;
}

export function newRow(condition: Condition | null = null): TreeRow {
  return { key: newKey(), nots: 0, condition };
}

export function newDataRow(): DataRow {
  return { key: newKey(), asked: null, not: false, data: dataName(''), op: '=', values: [null], span: NOWHERE };
}

export function newGroup(joiner: TreeGroup['joiner'], children: TreeNode[]): TreeGroup {
  return { key: newKey(), nots: 0, joiner, children };
}

export function walk(node: TreeNode, visit: (node: TreeNode) => void): void {
  visit(node);
  if (isGroup(node)) for (const child of node.children) walk(child, visit);
}
