import type { Reader } from '#main/db/access.ts';
import type { LeftOutReason } from '#shared/domain/bulk-edit.ts';

export interface Live {
  /** JSON array of numbers. */
  nos: string;
  n: number;
  left_out: Partial<Record<LeftOutReason, number>>;
}

/** Those of a part that are still outside the recycle bin; the others are left out as gone. */
export function liveOf(reader: Reader, contacts: string): Live {
  return partOf(reader, contacts, 'deleted_at IS NULL');
}

/** Those of a part that are still in the recycle bin. */
export function binnedOf(reader: Reader, contacts: string): Live {
  return partOf(reader, contacts, 'deleted_at IS NOT NULL');
}

function partOf(reader: Reader, contacts: string, which: 'deleted_at IS NULL' | 'deleted_at IS NOT NULL'): Live {
  const row = reader
    .sql<{ nos: string; n: number; meant: number }>(
      `SELECT json_group_array(c.no) FILTER (WHERE c.${which}) AS nos, count(*) FILTER (WHERE c.${which}) AS n,
         json_array_length(@contacts) AS meant
       FROM json_each(@contacts) j CROSS JOIN contact c ON c.no = j.value`,
    )
    .get({ contacts });
  const { nos = '[]', n = 0, meant = 0 } = row ?? {};
  return { nos, n, left_out: n < meant ? { gone: meant - n } : {} };
}

/** Adds the numbers of one count to another. */
export function addCounts<Key extends string>(
  sum: Partial<Record<Key, number>>,
  more: Partial<Record<Key, number>>,
): Partial<Record<Key, number>> {
  const total = { ...sum };
  for (const [key, n] of Object.entries(more) as [Key, number][]) total[key] = (total[key] ?? 0) + n;
  return total;
}
