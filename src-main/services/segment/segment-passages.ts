import { findSegment } from '#main/repositories/segment/segment.repo.ts';
import { passagesOf } from '#main/repositories/segment/segment-change.repo.ts';
import { found } from '#shared/kernel/herald-error.ts';
import type { ServiceContext } from '../service-context.ts';

/** Who entered and left a segment while it was watched. */
export function getPassages({ db }: Pick<ServiceContext, 'db'>, query: { id: string; limit: number; cursor?: string }) {
  const { id, ...page } = query;
  const { no } = found(findSegment(db.reader, id), 'segment');
  return passagesOf(db.reader, { segment_no: no, ...page });
}
