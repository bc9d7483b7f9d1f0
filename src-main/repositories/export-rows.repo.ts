import type { Reader } from '#main/db/access.ts';
import type { ExportColumn } from '#shared/domain/contact-column.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { CONTACT_STATUS } from './contact-status.sql.ts';

const TAGS = `(SELECT group_concat(t.name, '; ') FROM contact_tag ct JOIN tag t ON t.no = ct.tag_no WHERE ct.contact_no = c.no)`;
const LISTS = `(SELECT group_concat(l.name, '; ') FROM list_member m JOIN list l ON l.no = m.list_no
  WHERE m.contact_no = c.no AND m.state = 'subscribed' AND l.deleted_at IS NULL)`;

const SQL: Partial<Record<ExportColumn, string>> = { status: CONTACT_STATUS, tags: TAGS, lists: LISTS };
const MOMENTS: readonly string[] = ['created_at', 'updated_at', 'last_seen_at'];

export interface ExportRows {
  built_in: readonly ExportColumn[];
  /** Keys of custom fields. */
  custom: readonly string[];
}

interface Row extends Record<string, unknown> {
  no: number;
  attributes: string;
}

/** The contacts with these numbers as texts, in their order; the number first, then built-in columns, then custom ones. */
export function exportRows(
  reader: Reader,
  nos: readonly number[],
  { built_in, custom }: ExportRows,
): [number, ...string[]][] {
  const columns = built_in.map((name) => `(${SQL[name] ?? `c.${name}`}) AS "${name}"`);
  const rows = reader
    .sql<Row>(
      `SELECT ${['c.no', ...columns, custom.length > 0 ? 'c.attributes' : `'{}' AS attributes`].join(', ')}
       FROM json_each(?) j CROSS JOIN contact c ON c.no = j.value WHERE c.deleted_at IS NULL ORDER BY c.no`,
    )
    .all(JSON.stringify(nos));
  return rows.map((row) => {
    const attributes = custom.length > 0 ? (JSON.parse(row.attributes) as Record<string, unknown>) : {};
    return [
      row.no,
      ...built_in.map((name) => textOf(MOMENTS.includes(name) && row[name] ? instantOf(Number(row[name])) : row[name])),
      ...custom.map((key) => textOf(attributes[key])),
    ];
  });
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (Array.isArray(value)) return value.join('; ');
  return String(value);
}
