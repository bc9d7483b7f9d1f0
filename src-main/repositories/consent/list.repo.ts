import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Reader, Tx } from '#main/db/access.ts';
import { listTable } from '#main/db/schema/list.table.ts';
import type { Instant } from '#shared/kernel/instant.ts';

export type ListRecord = typeof listTable.$inferSelect;
export type ListEdit = Partial<Pick<ListRecord, 'name' | 'description' | keyof ListSettings>>;

/** How a list meets its readers. */
export type ListSettings = Pick<
  ListRecord,
  | 'is_public'
  | 'public_name'
  | 'public_description'
  | 'double_opt_in'
  | 'confirm_sender_id'
  | 'confirm_subject'
  | 'confirm_body'
>;

export interface ListView extends ListSettings {
  id: string;
  name: string;
  description: string;
  subscribed: number;
  unconfirmed: number;
  unsubscribed: number;
  created_at: string;
  revision: number;
}

export function allLists(reader: Reader): ListView[] {
  return reader.orm
    .select()
    .from(listTable)
    .where(isNull(listTable.deleted_at))
    .orderBy(asc(sql`${listTable.name} COLLATE NOCASE`))
    .all()
    .map(listView);
}

export function findList(reader: Reader, id: string): ListRecord | undefined {
  return reader.orm
    .select()
    .from(listTable)
    .where(and(eq(listTable.id, id), isNull(listTable.deleted_at)))
    .get();
}

/** By its number on this machine; also one that has been deleted is not found. */
export function findListByNo(reader: Reader, no: number): ListRecord | undefined {
  return reader.orm
    .select()
    .from(listTable)
    .where(and(eq(listTable.no, no), isNull(listTable.deleted_at)))
    .get();
}

export function findListByName(reader: Reader, name: string): ListRecord | undefined {
  return reader.orm
    .select()
    .from(listTable)
    .where(and(sql`${listTable.name} = ${name} COLLATE NOCASE`, isNull(listTable.deleted_at)))
    .get();
}

const NEW_LIST = {
  subscribed: 0,
  unconfirmed: 0,
  unsubscribed: 0,
  is_public: false,
  public_name: '',
  public_description: '',
  double_opt_in: false,
  confirm_subject: '',
  confirm_body: '',
  revision: 1,
};

export function insertList(tx: Tx, row: Pick<ListRecord, 'id' | 'name' | 'description' | 'created_at'>): void {
  tx.orm
    .insert(listTable)
    .values({ ...NEW_LIST, ...row })
    .run();
  tx.touch('lists');
}

/** @returns whether the list was at `revision` and has been changed */
export function updateList(tx: Tx, id: string, revision: number, edit: ListEdit): boolean {
  const { changes } = tx.orm
    .update(listTable)
    .set({ ...edit, revision: sql`${listTable.revision} + 1` })
    .where(and(eq(listTable.id, id), eq(listTable.revision, revision), isNull(listTable.deleted_at)))
    .run();
  if (changes === 1) tx.touch('lists');
  return changes === 1;
}

export function deleteList(tx: Tx, no: number, at: Instant): void {
  tx.orm
    .update(listTable)
    .set({ deleted_at: at, subscribed: 0, unconfirmed: 0, unsubscribed: 0 })
    .where(eq(listTable.no, no))
    .run();
  tx.touch('lists', 'contacts');
}

/** Drafts and scheduled sends that address this list or leave it out, by name. */
export function sendsUsingList(reader: Reader, list_id: string): string[] {
  return reader
    .sql<{ name: string }>(
      `SELECT DISTINCT c.name FROM send s JOIN campaign c ON c.no = s.campaign_no
       WHERE s.state IN ('draft', 'scheduled') AND c.deleted_at IS NULL
         AND EXISTS (
           SELECT 1 FROM json_each(s.audience, '$.include_lists') WHERE value = @list_id
           UNION ALL
           SELECT 1 FROM json_each(s.audience, '$.exclude_lists') WHERE value = @list_id)
       ORDER BY c.name`,
    )
    .all({ list_id })
    .map((row) => row.name);
}

export function listView({ no: _no, deleted_at: _deleted, ...view }: ListRecord): ListView {
  return view;
}
