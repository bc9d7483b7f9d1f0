import type { Database } from '#main/db/access.ts';

/** So many contacts, every other one in Germany. */
export function fillContacts(db: Database, contacts: number): void {
  db.write((tx) =>
    tx
      .sql(
        `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
         INSERT INTO contact (id, email, email_key, name_key, company_key, country, created_at, updated_at)
         SELECT printf('00000000-0000-7000-8000-%012d', i), printf('p%d@example.org', i), printf('p%d@example.org', i), '', '',
           iif(i % 2, 'DE', 'FR'), 0, 0 FROM n`,
      )
      .run(contacts),
  );
}
