import type { Reader } from '#main/db/access.ts';

/** The segments whose rules name a field, a tag, a list or a campaign. */
export function segmentsNaming(reader: Reader, kind: 'field' | 'tag' | 'list' | 'campaign', no: number): string[] {
  return reader
    .sql<{ name: string }>(
      `SELECT DISTINCT s.name FROM segment_use u JOIN segment s ON s.no = u.segment_no
       WHERE u.kind = ? AND u.target_no = ? AND s.deleted_at IS NULL ORDER BY s.name COLLATE NOCASE`,
    )
    .all(kind, no)
    .map((row) => row.name);
}
