import type { Reader } from '#main/db/access.ts';
import type { ExportColumn } from '#shared/domain/contact-column.ts';
import type { AttributeValue } from '#shared/domain/contact-fields.ts';
import type { Millis } from '#shared/kernel/instant.ts';
import { CONTACT_STATUS } from '../contact/contact-status.sql.ts';

const TAGS = `(SELECT group_concat(t.name, '; ') FROM contact_tag ct JOIN tag t ON t.no = ct.tag_no WHERE ct.contact_no = c.no)`;
const LISTS = `(SELECT group_concat(l.name, '; ') FROM list_member m JOIN list l ON l.no = m.list_no
  WHERE m.contact_no = c.no AND m.state = 'subscribed' AND l.deleted_at IS NULL)`;

const SQL: Partial<Record<ExportColumn, string>> = { status: CONTACT_STATUS, tags: TAGS, lists: LISTS };
const MOMENTS: readonly string[] = ['created_at', 'updated_at', 'last_seen_at'];

/** What a file has of a contact in one column. */
export type ExportValue = AttributeValue | { moment: Millis };

interface Row extends Record<string, unknown> {
  attributes: string;
}

/** The contacts with these numbers, in the order of the numbers; each column by its name, custom ones as `attributes.<key>`. */
export function exportRows(reader: Reader, nos: readonly number[], columns: readonly string[]): ExportValue[][] {
  const built_in = columns.filter((name): name is ExportColumn => !isCustom(name));
  const sql = built_in.map((name) => `(${SQL[name] ?? `c.${name}`}) AS "${name}"`);
  const takesCustom = built_in.length < columns.length;
  const rows = reader
    .sql<Row>(
      `SELECT ${[...sql, takesCustom ? 'c.attributes' : `'{}' AS attributes`].join(', ')}
       FROM json_each(?) j CROSS JOIN contact c ON c.no = j.value WHERE c.deleted_at IS NULL ORDER BY c.no`,
    )
    .all(JSON.stringify(nos));
  return rows.map((row) => {
    const attributes = JSON.parse(row.attributes) as Record<string, AttributeValue>;
    return columns.map((name) => {
      if (isCustom(name)) return attributes[name.slice(CUSTOM.length)] ?? null;
      const value = row[name] as string | number | null;
      return MOMENTS.includes(name) && value ? { moment: Number(value) } : value;
    });
  });
}

const CUSTOM = 'attributes.';

function isCustom(column: string): boolean {
  return column.startsWith(CUSTOM);
}
