import { saysTheSame } from '#renderer/pickers/rule-editor/text/language-ports.ts';
import type { Segment } from '#shared/contract/segment.contract.ts';

/** What people may change of a segment. */
export type SegmentFields = Pick<Segment, 'name' | 'description' | 'rule' | 'watched'>;

export const NEW_SEGMENT: SegmentFields = { name: '', description: '', rule: '', watched: false };

const NAMES = ['name', 'description', 'rule', 'watched'] as const satisfies readonly (keyof SegmentFields)[];

export function fieldsOf({ name, description, rule, watched }: SegmentFields): SegmentFields {
  return { name, description, rule, watched };
}

/** A rule that only stands differently on its lines has not changed. */
export function changesBetween(was: SegmentFields, is: SegmentFields): Partial<SegmentFields> {
  const changed = NAMES.filter(
    (name) => was[name] !== is[name] && (name !== 'rule' || !saysTheSame(was.rule, is.rule)),
  );
  return Object.fromEntries(changed.map((name) => [name, is[name]]));
}

export interface Merged {
  fields: SegmentFields;
  /** Both have changed the same to different things: a person must say which is right. */
  conflict: boolean;
}

/** My changes of `base` on top of theirs; where both changed the same, mine. */
export function mergeChanges(base: SegmentFields, mine: SegmentFields, theirs: SegmentFields): Merged {
  const changes = changesBetween(base, mine);
  const others = changesBetween(base, theirs);
  const conflict = NAMES.some((name) => name in changes && name in others && mine[name] !== theirs[name]);
  return { fields: { ...fieldsOf(theirs), ...changes }, conflict };
}
