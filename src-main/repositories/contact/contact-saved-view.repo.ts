import type { Reader, Tx } from '#main/db/access.ts';
import type { ContactQuestion } from '#shared/domain/contact-target.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';
import type { ContactSort } from './contact-walk.repo.ts';

export interface SavedView {
  id: string;
  name: string;
  owner: string;
  owner_name: string | null;
  shared: boolean;
  filter: ContactQuestion;
  columns: string[];
  sort: ContactSort;
  is_default: boolean;
  created_at: Instant;
  revision: number;
}

export type ViewEdit = Partial<Pick<SavedView, 'name' | 'shared' | 'filter' | 'columns' | 'sort'>>;

interface Row extends Omit<SavedView, 'shared' | 'filter' | 'columns' | 'created_at' | 'is_default'> {
  shared: number;
  filter: string;
  columns: string;
  created_at: Millis;
  is_default: number;
}

const VIEW = `SELECT v.id, v.name, v.owner, u.name AS owner_name, v.shared, v.filter, v.columns, v.sort, v.created_at,
    v.revision, EXISTS (SELECT 1 FROM contact_view_default d WHERE d.user_id = @user_id AND d.view_no = v.no) AS is_default
  FROM contact_view v LEFT JOIN user u ON u.id = v.owner`;

/** One's own and those that others share, by name. */
export function viewsFor(reader: Reader, user_id: string): SavedView[] {
  return reader
    .sql<Row>(`${VIEW} WHERE v.owner = @user_id OR v.shared = 1 ORDER BY v.name COLLATE NOCASE, v.no`)
    .all({ user_id })
    .map(viewOf);
}

/** A view that this person may see. */
export function findView(reader: Reader, user_id: string, id: string): SavedView | undefined {
  const row = reader.sql<Row>(`${VIEW} WHERE v.id = @id AND (v.owner = @user_id OR v.shared = 1)`).get({ user_id, id });
  return row && viewOf(row);
}

export function hasViewNamed(
  reader: Reader,
  { owner, name, but }: { owner: string; name: string; but?: string },
): boolean {
  return (
    reader
      .sql('SELECT 1 FROM contact_view WHERE owner = ? AND name = ? COLLATE NOCASE AND id IS NOT ?')
      .get(owner, name, but ?? null) !== undefined
  );
}

export function insertView(tx: Tx, view: Required<ViewEdit> & { id: string; owner: string; at: Millis }): void {
  tx.sql(
    `INSERT INTO contact_view (id, name, owner, shared, filter, columns, sort, created_at)
     VALUES (@id, @name, @owner, @shared, @filter, @columns, @sort, @at)`,
  ).run({ ...view, ...stored(view) });
  tx.touch('contact-views');
}

/** @returns whether the view was at `revision` and has been changed */
export function updateView(tx: Tx, id: string, revision: number, edit: ViewEdit): boolean {
  const values = stored(edit);
  const sets = Object.keys(values).map((name) => `${name} = @${name}`);
  const { changes } = tx
    .sql(
      `UPDATE contact_view SET ${[...sets, 'revision = revision + 1'].join(', ')}
       WHERE id = @id AND revision = @revision`,
    )
    .run({ ...values, id, revision });
  if (changes === 1) tx.touch('contact-views');
  return changes === 1;
}

export function deleteView(tx: Tx, id: string): void {
  tx.sql('DELETE FROM contact_view WHERE id = ?').run(id);
  tx.touch('contact-views');
}

/** What this person sees first; null for everybody, newest first. */
export function setDefaultView(tx: Tx, user_id: string, view_id: string | null): void {
  tx.sql('DELETE FROM contact_view_default WHERE user_id = ?').run(user_id);
  if (view_id !== null) {
    tx.sql('INSERT INTO contact_view_default (user_id, view_no) SELECT ?, no FROM contact_view WHERE id = ?').run(
      user_id,
      view_id,
    );
  }
  tx.touch('contact-views');
}

function stored({ shared, filter, columns, ...plain }: ViewEdit): Record<string, unknown> {
  const { name, sort } = plain;
  const entries = {
    name,
    sort,
    shared: shared === undefined ? undefined : Number(shared),
    filter: filter && JSON.stringify(filter),
    columns: columns && JSON.stringify(columns),
  };
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));
}

function viewOf(row: Row): SavedView {
  return {
    ...row,
    shared: row.shared === 1,
    is_default: row.is_default === 1,
    filter: JSON.parse(row.filter) as ContactQuestion,
    columns: JSON.parse(row.columns) as string[],
    created_at: instantOf(row.created_at),
  };
}
