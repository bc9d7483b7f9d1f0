import type { Reader } from '#main/db/access.ts';
import type { Clause } from '../contact/contact-filter.sql.ts';

/** How many contacts are looked at: enough to tell a fiftieth from a fifth, in about a millisecond. */
const LOOKED_AT = 200;
/** Fewer than this say nothing. */
const TOO_FEW = 50;
/** Steps of this part of the whole come near everything and fall in with no pattern. */
const GOLDEN = 0.6180339887498949;

interface Sampled {
  reader: Reader;
  sample: readonly number[];
}

/** About which part of the contacts outside the recycle bin a condition on `c` holds for; null when they are too few to tell. */
export function sampleShare({ reader, sample }: Sampled, each: Clause): number | null {
  const { live, fits } = reader
    .sql<{ live: number; fits: number }>(
      `SELECT count(*) AS live, count(*) FILTER (WHERE ${each.sql}) AS fits
       FROM json_each(?) k CROSS JOIN contact c ON c.no = k.value WHERE c.deleted_at IS NULL`,
    )
    .get(...each.values, JSON.stringify(sample)) ?? { live: 0, fits: 0 };
  // One more than was found: that nobody was is no proof that there is nobody.
  return live < TOO_FEW ? null : Math.min(1, (fits + 1) / live);
}

/** Numbers that contacts may have, all over the table; of the same table always the same. */
export function sampledNumbers(reader: Reader): number[] {
  const last = reader.sql('SELECT max(no) FROM contact').pluck().get() as number | null;
  const nos = Array.from({ length: LOOKED_AT }, (_, at) => 1 + Math.floor((((at + 1) * GOLDEN) % 1) * (last ?? 0)));
  return [...new Set(nos)];
}
