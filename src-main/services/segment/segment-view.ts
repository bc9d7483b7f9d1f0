import type { Reader } from '#main/db/access.ts';
import { findUser } from '#main/repositories/access/user.repo.ts';
import { allSegments, type SegmentRecord } from '#main/repositories/segment/segment.repo.ts';
import { preparingSegments } from '#main/repositories/segment/segment-index.repo.ts';
import { bindRule } from '#main/repositories/segment/segment-rule.repo.ts';
import {
  type StoredUse,
  usersOfSegment,
  usesOfAll,
  usesOfSegment,
} from '#main/repositories/segment/segment-use.repo.ts';
import type { Instant } from '#shared/kernel/instant.ts';

export interface SegmentReferenceView {
  kind: StoredUse['kind'];
  id: string | null;
  name: string;
}

export interface SegmentRowView {
  id: string;
  name: string;
  description: string;
  rule: string;
  broken: string | null;
  watched: boolean;
  preparing: boolean;
  members: number | null;
  counted_at: Instant | null;
  created_at: Instant;
  updated_at: Instant;
  revision: number;
}

export interface SegmentView extends SegmentRowView {
  uses: SegmentReferenceView[];
  used_by: SegmentReferenceView[];
  created_by: string | null;
}

export function segmentRows(reader: Reader): SegmentRowView[] {
  const uses = usesOfAll(reader);
  const preparing = preparingSegments(reader);
  return allSegments(reader).map((record) => rowOf(record, uses.get(record.no) ?? [], preparing.has(record.no)));
}

export function segmentView(reader: Reader, record: SegmentRecord): SegmentView {
  const uses = usesOfSegment(reader, record.no);
  return {
    ...rowOf(record, uses, preparingSegments(reader).has(record.no)),
    uses: uses.map(referenceOf),
    used_by: usersOfSegment(reader, record).map(({ excludes: _, ...user }) => user),
    created_by: record.created_by ? (findUser(reader, record.created_by)?.name ?? null) : null,
  };
}

export function referenceOf({ kind, id, name, today }: StoredUse): SegmentReferenceView {
  return { kind, id, name: today ?? name };
}

function rowOf(
  { no: _no, deleted_at: _deleted, created_by: _author, ...record }: SegmentRecord,
  uses: readonly StoredUse[],
  preparing: boolean,
): SegmentRowView {
  const { text, gone } = bindRule(record.rule, uses);
  return { ...record, rule: text, broken: sayGone(gone), preparing };
}

/** Why a rule can't be asked as it was meant. */
export function sayGone(gone: readonly StoredUse[]): string | null {
  if (gone.length === 0) return null;
  const names = gone.map(({ kind, name }) => `the ${kind} "${name}"`);
  return `What it names is no more: ${names.join(', ')}.`;
}
