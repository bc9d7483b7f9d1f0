import type { TargetKind } from '../offer.ts';
import type { SegmentCondition, SegmentTarget, SegmentUse } from '../segment-ast.ts';
import type { NamedThing } from '../segment-catalogue.ts';
import type { CheckNotes } from './check-notes.ts';

/** Finds what a name stands for. While several things have it, the thing is named by its id. */
export function checkTarget(
  notes: CheckNotes,
  kind: Exclude<TargetKind, 'event'>,
  target: SegmentTarget,
): SegmentTarget {
  const { one, many } = notes.index.find(kind, target.name);
  if (one) return { ...target, name: nameFor(notes, kind, one), id: one.id };
  const { span } = target;
  const values = { name: target.name, kind, count: many };
  if (many > 1) notes.problems.push({ code: 'name_shared', span, values });
  else {
    const suggestion = notes.meant(kind === 'segment' ? ['segment', 'tag'] : [kind], target.name);
    notes.problems.push({ code: `${kind}_unknown`, span, values, suggestion });
  }
  return target;
}

/** A segment, or else a tag of that name. */
export function checkUse(notes: CheckNotes, condition: SegmentUse): SegmentCondition {
  const { segment, span } = condition;
  const isSegment = notes.index.find('segment', segment.name).many > 0;
  if (isSegment || !notes.index.find('tag', segment.name).one) {
    return { ...condition, segment: checkTarget(notes, 'segment', segment) };
  }
  return { kind: 'tag', tags: [checkTarget(notes, 'tag', segment)], span };
}

function nameFor(notes: CheckNotes, kind: TargetKind, thing: NamedThing): string {
  return notes.index.find(kind, thing.name).one?.id === thing.id ? thing.name : thing.id;
}
