import type { Reader, Tx } from '#main/db/access.ts';
import type { PictureFormat, PictureSize } from '#shared/domain/picture.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';

export interface PictureRecord {
  no: number;
  id: string;
  hash: string;
  name: string;
  folder: string;
  alt: string;
  format: PictureFormat;
  width: number;
  height: number;
  /** The smallest first. */
  sizes: PictureSize[];
  /** Name of who put it in. */
  created_by: string | null;
  created_at: Instant;
  deleted_at: Instant | null;
}

interface Row extends Omit<PictureRecord, 'sizes' | 'created_at' | 'deleted_at'> {
  sizes: string;
  created_at: Millis;
  deleted_at: Millis | null;
}

const SELECT = `SELECT p.no, p.id, p.hash, p.name, p.folder, p.alt, p.format, p.width, p.height, p.sizes, u.name AS created_by,
  p.created_at, p.deleted_at FROM picture p LEFT JOIN user u ON u.id = p.created_by`;

export interface PictureFilter {
  search?: string;
  folder?: string;
  deleted: boolean;
  limit: number;
  cursor?: string;
}

const MATCHES = `(p.deleted_at IS NOT NULL) = @deleted AND (@folder IS NULL OR p.folder = @folder)
  AND (@search IS NULL OR p.name LIKE @search ESCAPE '\\' OR p.alt LIKE @search ESCAPE '\\')`;

/** Newest first. */
export function pagePictures(reader: Reader, { limit, cursor, ...filter }: PictureFilter): Page<PictureRecord> {
  const parameters = {
    deleted: filter.deleted ? 1 : 0,
    folder: filter.folder ?? null,
    search: filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null,
  };
  const rows = reader
    .sql<Row>(`${SELECT} WHERE ${MATCHES} AND (@before IS NULL OR p.no < @before) ORDER BY p.no DESC LIMIT @limit`)
    .all({ ...parameters, before: cursor ? Number(cursor) || 0 : null, limit: limit + 1 });
  const { n: total } = reader
    .sql<{ n: number }>(`SELECT count(*) AS n FROM picture p WHERE ${MATCHES}`)
    .get(parameters) ?? { n: 0 };
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { items: page.map(recordOf), next_cursor: rows.length > limit && last ? String(last.no) : null, total };
}

/** Also one in the recycle bin. */
export function findPicture(reader: Reader, id: string): PictureRecord | undefined {
  return recordsWhere(reader, 'p.id = ?', id)[0];
}

/** Also one in the recycle bin. */
export function findPictureByHash(reader: Reader, hash: string): PictureRecord | undefined {
  return recordsWhere(reader, 'p.hash = ?', hash)[0];
}

/** In the recycle bin since before then. */
export function picturesBinnedBefore(reader: Reader, at: Millis): PictureRecord[] {
  return recordsWhere(reader, 'p.deleted_at < ?', at);
}

export function pictureFolders(reader: Reader): { name: string; pictures: number }[] {
  return reader
    .sql<{ name: string; pictures: number }>(
      `SELECT folder AS name, count(*) AS pictures FROM picture WHERE deleted_at IS NULL AND folder <> ''
       GROUP BY folder ORDER BY folder COLLATE NOCASE`,
    )
    .all();
}

export interface NewPicture extends Pick<PictureRecord, 'id' | 'hash' | 'name' | 'folder' | 'alt' | 'format'> {
  width: number;
  height: number;
  sizes: PictureSize[];
  created_by: string;
  at: Millis;
}

export function insertPicture(tx: Tx, { sizes, ...picture }: NewPicture): void {
  tx.sql(
    `INSERT INTO picture (id, hash, name, folder, alt, format, width, height, sizes, created_by, created_at)
     VALUES (@id, @hash, @name, @folder, @alt, @format, @width, @height, @sizes, @created_by, @at)`,
  ).run({ ...picture, sizes: JSON.stringify(sizes) });
  tx.touch('pictures');
}

export interface PictureEdit {
  name?: string;
  folder?: string;
  alt?: string;
  deleted_at?: Millis | null;
}

export function updatePicture(tx: Tx, no: number, edit: PictureEdit): void {
  const names = (['name', 'folder', 'alt', 'deleted_at'] as const).filter((name) => edit[name] !== undefined);
  if (names.length === 0) return;
  const sets = names.map((name) => `${name} = @${name}`).join(', ');
  const values = Object.fromEntries(names.map((name) => [name, edit[name]]));
  tx.sql(`UPDATE picture SET ${sets} WHERE no = @no`).run({ ...values, no });
  tx.touch('pictures');
}

export function deletePictureForGood(tx: Tx, no: number): void {
  tx.sql('DELETE FROM picture WHERE no = ?').run(no);
  tx.touch('pictures');
}

function recordsWhere(reader: Reader, condition: string, value: string | number): PictureRecord[] {
  return reader.sql<Row>(`${SELECT} WHERE ${condition}`).all(value).map(recordOf);
}

function recordOf({ sizes, created_at, deleted_at, ...row }: Row): PictureRecord {
  return {
    ...row,
    sizes: JSON.parse(sizes) as PictureSize[],
    created_at: instantOf(created_at),
    deleted_at: deleted_at === null ? null : instantOf(deleted_at),
  };
}
