import type { Tx } from '#main/db/access.ts';
import { nameKey } from '#shared/domain/contact-fields.ts';
import { foldText } from '#shared/domain/search-text.ts';

interface Named {
  no: number;
  first_name: string;
  last_name: string;
  company: string;
  email: string | null;
  name_key: string;
  company_key: string;
}

/** After a change of names: what is sorted and searched follows. `nos` is a JSON array of numbers. */
export function refreshNameKeys(tx: Tx, nos: string): void {
  const rows = tx
    .sql<Named>(
      `SELECT no, first_name, last_name, company, email, name_key, company_key FROM contact
       WHERE no IN (SELECT value FROM json_each(?))`,
    )
    .all(nos);
  const changed = rows.flatMap((row) => {
    const keys = { name_key: nameKey(row), company_key: foldText(row.company) };
    return keys.name_key === row.name_key && keys.company_key === row.company_key ? [] : [{ no: row.no, ...keys }];
  });
  if (changed.length === 0) return;
  tx.sql(
    `UPDATE contact AS c SET name_key = k.value ->> 'name_key', company_key = k.value ->> 'company_key'
     FROM json_each(?) k WHERE c.no = k.value ->> 'no'`,
  ).run(JSON.stringify(changed));
}
