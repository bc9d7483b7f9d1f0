import type { Reader } from '#main/db/access.ts';

/** A contact by both its names: the number on this machine and the id of the outside. */
export interface ContactNames {
  no: number;
  id: string;
}

/** A contact outside the recycle bin. */
export function findContactById(reader: Reader, id: string): ContactNames | undefined {
  return reader.sql<ContactNames>('SELECT no, id FROM contact WHERE id = ? AND deleted_at IS NULL').get(id);
}

/** Nobody promises that these ids differ; two are enough to know that they don't. */
export function findContactsByExternalId(reader: Reader, external_id: string): ContactNames[] {
  return reader
    .sql<ContactNames>('SELECT no, id FROM contact WHERE external_id = ? AND deleted_at IS NULL LIMIT 2')
    .all(external_id);
}
