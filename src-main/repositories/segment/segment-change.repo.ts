import type { Reader } from '#main/db/access.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';

/** Somebody who entered or left a watched segment. */
export interface SegmentPassage {
  id: string;
  contact_id: string;
  name: string;
  email: string | null;
  entered: boolean;
  at: Instant;
}

interface Row extends Omit<SegmentPassage, 'id' | 'entered' | 'at'> {
  no: number;
  entered: number;
  at: Millis;
}

/** The newest first, by the index over (segment_no, no). */
export function passagesOf(
  reader: Reader,
  { segment_no, limit, cursor }: { segment_no: number; limit: number; cursor?: string },
): { items: SegmentPassage[]; next_cursor: string | null } {
  const rows = reader
    .sql<Row>(
      `SELECT g.no, c.id AS contact_id, coalesce(nullif(trim(c.first_name || ' ' || c.last_name), ''), c.email, '') AS name,
         c.email, g.entered, g.at
       FROM segment_change g JOIN contact c ON c.no = g.contact_no
       WHERE g.segment_no = @segment_no AND g.no < @before
       ORDER BY g.no DESC LIMIT @limit`,
    )
    .all({ segment_no, before: Number(cursor ?? Number.MAX_SAFE_INTEGER), limit: limit + 1 });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return {
    items: items.map(({ no, entered, at, ...person }) => ({
      ...person,
      id: String(no),
      entered: entered === 1,
      at: instantOf(at),
    })),
    next_cursor: rows.length > limit && last ? String(last.no) : null,
  };
}
