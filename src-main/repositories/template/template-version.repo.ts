import type { Reader, Tx } from '#main/db/access.ts';
import { changedParts, type MessageContent } from '#shared/domain/campaign/message-content.ts';
import { type Instant, instantOf, type Millis } from '#shared/kernel/instant.ts';

export interface VersionView {
  version: number;
  note: string;
  changed: string[];
  author: string | null;
  at: Instant;
}

interface ContentRow extends Omit<MessageContent, 'translations'> {
  translations: string;
}

interface VersionRow extends ContentRow {
  version: number;
  note: string;
  author: string | null;
  at: Millis;
}

const CONTENT = 'v.body_kind, v.subject, v.preheader, v.body, v.translations';

export function findVersion(reader: Reader, template_no: number, version: number): MessageContent | undefined {
  const row = reader
    .sql<ContentRow>(`SELECT ${CONTENT} FROM template_version v WHERE v.template_no = ? AND v.version = ?`)
    .get(template_no, version);
  return row && contentOf(row);
}

/** Newest first; each says in what it differs from the one before. */
export function listVersions(reader: Reader, template_no: number): VersionView[] {
  const rows = reader
    .sql<VersionRow>(
      `SELECT v.version, v.note, u.name AS author, v.at, ${CONTENT}
       FROM template_version v LEFT JOIN user u ON u.id = v.author WHERE v.template_no = ? ORDER BY v.version DESC`,
    )
    .all(template_no);
  return rows.map((row, index) => {
    const before = rows[index + 1];
    const { version, note, author, at } = row;
    return {
      version,
      note,
      author,
      at: instantOf(at),
      changed: before ? changedParts(contentOf(before), contentOf(row)) : [],
    };
  });
}

export interface NewVersion extends MessageContent {
  template_no: number;
  version: number;
  note: string;
  author: string;
  at: Millis;
}

export function insertVersion(tx: Tx, { translations, ...version }: NewVersion): void {
  tx.sql(
    `INSERT INTO template_version (template_no, version, body_kind, subject, preheader, body, translations, note, author, at)
     VALUES (@template_no, @version, @body_kind, @subject, @preheader, @body, @translations, @note, @author, @at)`,
  ).run({ ...version, translations: JSON.stringify(translations) });
}

export interface DraftView {
  content: MessageContent;
  author: string | null;
  at: Instant;
  revision: number;
}

export function findTemplateDraft(reader: Reader, template_no: number): DraftView | undefined {
  const row = reader
    .sql<{ content: string; author: string | null; at: Millis; revision: number }>(
      `SELECT d.content, u.name AS author, d.at, d.revision
       FROM template_draft d LEFT JOIN user u ON u.id = d.author WHERE d.template_no = ?`,
    )
    .get(template_no);
  return row && { ...row, content: JSON.parse(row.content) as MessageContent, at: instantOf(row.at) };
}

export function saveTemplateDraft(
  tx: Tx,
  draft: { template_no: number; content: MessageContent; author: string; at: Millis },
): void {
  tx.sql('UPDATE template SET last_draft = last_draft + 1 WHERE no = ?').run(draft.template_no);
  tx.sql(
    `INSERT OR REPLACE INTO template_draft (template_no, content, author, at, revision)
     SELECT no, @content, @author, @at, last_draft FROM template WHERE no = @template_no`,
  ).run({ ...draft, content: JSON.stringify(draft.content) });
}

export function deleteTemplateDraft(tx: Tx, template_no: number): void {
  tx.sql('DELETE FROM template_draft WHERE template_no = ?').run(template_no);
}

function contentOf({ body_kind, subject, preheader, body, translations }: ContentRow): MessageContent {
  return {
    body_kind,
    subject,
    preheader,
    body,
    translations: JSON.parse(translations) as MessageContent['translations'],
  };
}
