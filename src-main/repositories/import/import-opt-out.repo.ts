import type { Reader, Tx } from '#main/db/access.ts';
import type { ImportProof } from '#main/db/schema/import.table.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import type { Stretch } from './import-merge.repo.ts';

const STRETCH = 'o.email_key > @from AND o.email_key <= @to';
const SUPPRESSED = `EXISTS (SELECT 1 FROM suppression s WHERE s.channel = 'email' AND s.address_hash = o.hash)`;

/** Opt-outs of a stretch that are not on the suppression list yet. */
export function countNewOptOuts(reader: Reader, stretch: Stretch): number {
  return (
    reader
      .sql<{ n: number }>(`SELECT count(*) AS n FROM stage.opt_out o WHERE ${STRETCH} AND NOT ${SUPPRESSED}`)
      .get(stretch)?.n ?? 0
  );
}

/** Suppresses the opt-outs of a stretch. An earlier reason stays, except that a complaint outweighs all others. @returns new ones */
export function mergeOptOuts(tx: Tx, { from, to, source, at }: Stretch & { source: string; at: Millis }): number {
  const fresh = countNewOptOuts(tx, { from, to });
  tx.sql(
    `INSERT INTO suppression (channel, address_hash, address, contact_no, reason, source, at)
     SELECT 'email', o.hash, o.email_key, c.no, o.reason, @source, @at FROM stage.opt_out o
       LEFT JOIN contact c ON c.email_key = o.email_key AND c.deleted_at IS NULL
     WHERE ${STRETCH} ORDER BY o.email_key
     ON CONFLICT (channel, address_hash) DO UPDATE SET reason = excluded.reason, source = excluded.source, at = excluded.at
       WHERE excluded.reason = 'complained' AND suppression.reason <> 'complained'`,
  ).run({ from, to, source, at });
  return fresh;
}

/** The opt-outs of the file beside what the suppression list says of the same addresses. */
export function proveOptOuts(reader: Reader): ImportProof['opt_outs'] {
  return reader
    .sql<ImportProof['opt_outs'][number]>(
      `SELECT o.reason, count(*) AS in_file, sum(${SUPPRESSED}) AS in_herald FROM stage.opt_out o GROUP BY o.reason ORDER BY 2 DESC`,
    )
    .all();
}

/** People of the file, and those of them who are contacts. */
export function provePeople(reader: Reader): { in_file: number; in_herald: number } {
  const row = reader
    .sql<{ in_file: number; in_herald: number }>(
      `SELECT count(*) AS in_file, count(c.no) AS in_herald FROM stage.row r
         LEFT JOIN contact c ON c.email_key = r.email_key AND c.deleted_at IS NULL`,
    )
    .get();
  return row ?? { in_file: 0, in_herald: 0 };
}

/** Addresses that are kept otherwise than the file says: not at all, or for another reason. */
export function* optOutDifferences(reader: Reader): Generator<{ address: string; file: string; herald: string }> {
  const rows = reader
    .sql<{ address: string; file: string; herald: string | null }>(
      `SELECT o.email_key AS address, o.reason AS file, s.reason AS herald FROM stage.opt_out o
         LEFT JOIN suppression s ON s.channel = 'email' AND s.address_hash = o.hash
       WHERE s.reason IS NOT o.reason ORDER BY o.email_key`,
    )
    .iterate();
  for (const row of rows) yield { ...row, herald: row.herald ?? '' };
}
