import type { Reader, Tx } from '#main/db/access.ts';
import type { BodyKind } from '#shared/domain/campaign/body-kind.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';
import type { Page } from '#shared/kernel/page.ts';

export type TemplateChannel = 'email' | 'sms';

export interface TemplateView {
  no: number;
  id: string;
  key: string;
  name: string;
  folder: string;
  channel: TemplateChannel;
  body_kind: BodyKind;
  subject: string;
  languages: string[];
  version: number;
  uses: number;
  has_draft: boolean;
  created_by: string | null;
  created_at: Instant;
  updated_at: Instant;
  deleted_at: Instant | null;
  revision: number;
}

interface Row extends Omit<TemplateView, 'languages' | 'has_draft' | 'created_at' | 'updated_at' | 'deleted_at'> {
  languages: string;
  has_draft: number;
  created_at: Millis;
  updated_at: Millis;
  deleted_at: Millis | null;
}

const COLUMNS = `t.no, t.id, t.key, t.name, t.folder, t.channel, v.body_kind, v.subject, t.version, u.name AS created_by,
  t.created_at, t.updated_at, t.deleted_at, t.revision,
  (SELECT json_group_array(json_extract(value, '$.language')) FROM json_each(v.translations)) AS languages,
  (SELECT count(*) FROM send s JOIN campaign c ON c.no = s.campaign_no
    WHERE s.template_no = t.no AND c.deleted_at IS NULL) AS uses,
  EXISTS (SELECT 1 FROM template_draft d WHERE d.template_no = t.no) AS has_draft`;

const TABLES = `template t JOIN template_version v ON v.template_no = t.no AND v.version = t.version
  LEFT JOIN user u ON u.id = t.created_by`;

export interface TemplateFilter {
  search?: string;
  folder?: string;
  channel?: TemplateChannel;
  deleted: boolean;
  limit: number;
  cursor?: string;
}

const MATCHES = `(t.deleted_at IS NOT NULL) = @deleted AND (@folder IS NULL OR t.folder = @folder)
  AND (@channel IS NULL OR t.channel = @channel)
  AND (@search IS NULL OR t.name LIKE @search ESCAPE '\\' OR t.key LIKE @search ESCAPE '\\' OR v.subject LIKE @search ESCAPE '\\')`;

/** By name. The cursor is how many came before. */
export function pageTemplates(reader: Reader, { limit, cursor, ...filter }: TemplateFilter): Page<TemplateView> {
  const skip = Number(cursor ?? 0) || 0;
  const parameters = {
    deleted: filter.deleted ? 1 : 0,
    folder: filter.folder ?? null,
    channel: filter.channel ?? null,
    search: filter.search ? `%${filter.search.replace(/[\\%_]/g, '\\$&')}%` : null,
  };
  const rows = reader
    .sql<Row>(
      `SELECT ${COLUMNS} FROM ${TABLES} WHERE ${MATCHES} ORDER BY t.name COLLATE NOCASE, t.no LIMIT @limit OFFSET @skip`,
    )
    .all({ ...parameters, limit: limit + 1, skip });
  const { n: total } = reader
    .sql<{ n: number }>(`SELECT count(*) AS n FROM ${TABLES} WHERE ${MATCHES}`)
    .get(parameters) ?? { n: 0 };
  return {
    items: rows.slice(0, limit).map(viewOf),
    next_cursor: rows.length > limit ? String(skip + limit) : null,
    total,
  };
}

/** Also one in the recycle bin. */
export function findTemplate(reader: Reader, id: string): TemplateView | undefined {
  const row = reader.sql<Row>(`SELECT ${COLUMNS} FROM ${TABLES} WHERE t.id = ?`).get(id);
  return row && viewOf(row);
}

/** Outside the recycle bin. */
export function findTemplateByKey(reader: Reader, key: string): TemplateView | undefined {
  const row = reader.sql<Row>(`SELECT ${COLUMNS} FROM ${TABLES} WHERE t.key = ? AND t.deleted_at IS NULL`).get(key);
  return row && viewOf(row);
}

export function templateFolders(reader: Reader): { name: string; templates: number }[] {
  return reader
    .sql<{ name: string; templates: number }>(
      `SELECT folder AS name, count(*) AS templates FROM template WHERE deleted_at IS NULL AND folder <> ''
       GROUP BY folder ORDER BY folder COLLATE NOCASE`,
    )
    .all();
}

export interface NewTemplate {
  id: string;
  key: string;
  name: string;
  folder: string;
  channel: TemplateChannel;
  created_by: string;
  at: Millis;
}

/** @returns its number; a version must follow */
export function insertTemplate(tx: Tx, template: NewTemplate): number {
  const { lastInsertRowid } = tx
    .sql(
      `INSERT INTO template (id, key, name, folder, channel, created_by, created_at, updated_at)
       VALUES (@id, @key, @name, @folder, @channel, @created_by, @at, @at)`,
    )
    .run(template);
  touchTemplate(tx, template.id);
  return Number(lastInsertRowid);
}

export type TemplateEdit = Partial<Pick<TemplateView, 'name' | 'folder' | 'key' | 'version'>> & {
  deleted_at?: Millis | null;
};

export function updateTemplate(
  tx: Tx,
  { no, id }: Pick<TemplateView, 'no' | 'id'>,
  edit: TemplateEdit,
  at: Millis,
): void {
  const names = (['name', 'folder', 'key', 'version', 'deleted_at'] as const).filter(
    (name) => edit[name] !== undefined,
  );
  const sets = names.map((name) => `${name} = @${name}, `).join('');
  const values = Object.fromEntries(names.map((name) => [name, edit[name]]));
  tx.sql(`UPDATE template SET ${sets} updated_at = @at, revision = revision + 1 WHERE no = @no`).run({
    ...values,
    at,
    no,
  });
  touchTemplate(tx, id);
}

/** With its versions and its draft; campaigns that began from it keep their content. */
export function deleteTemplateForGood(tx: Tx, { no, id }: Pick<TemplateView, 'no' | 'id'>): void {
  tx.sql('UPDATE send SET template_no = NULL, template_version = NULL WHERE template_no = ?').run(no);
  tx.sql('DELETE FROM template_draft WHERE template_no = ?').run(no);
  tx.sql('DELETE FROM template_version WHERE template_no = ?').run(no);
  tx.sql('DELETE FROM template WHERE no = ?').run(no);
  touchTemplate(tx, id);
}

export interface TemplateUse<State extends string = string> {
  id: string;
  name: string;
  state: State;
  version: number;
  created_at: Instant;
}

const MOST_USES = 200;

/** Campaigns that began from it, newest first. */
export function templateUses<State extends string>(reader: Reader, template_no: number): TemplateUse<State>[] {
  return reader
    .sql<Omit<TemplateUse<State>, 'created_at'> & { created_at: Millis }>(
      `SELECT c.id, c.name, s.state, s.template_version AS version, c.created_at
       FROM send s JOIN campaign c ON c.no = s.campaign_no
       WHERE s.template_no = ? AND c.deleted_at IS NULL ORDER BY s.no DESC LIMIT ${MOST_USES}`,
    )
    .all(template_no)
    .map((use) => ({ ...use, created_at: instantOf(use.created_at) }));
}

export function touchTemplate(tx: Tx, id: string): void {
  tx.touch('templates', `template:${id}`);
}

function viewOf({ languages, has_draft, created_at, updated_at, deleted_at, ...row }: Row): TemplateView {
  return {
    ...row,
    languages: JSON.parse(languages) as string[],
    has_draft: has_draft === 1,
    created_at: instantOf(created_at),
    updated_at: instantOf(updated_at),
    deleted_at: deleted_at === null ? null : instantOf(deleted_at),
  };
}
