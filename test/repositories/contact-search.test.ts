import { afterAll, beforeAll, expect, it } from 'vitest';
import { candidatesOf } from '#main/repositories/contact/contact-filter.sql.ts';
import { readContactPage } from '#main/repositories/contact/contact-page.repo.ts';
import { indexSomeContacts, isSearchBehind } from '#main/repositories/contact/contact-search.repo.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/open-test-database.ts';

const PEOPLE = 6_000;
let database: TestDatabase;

/** As if a large import had just brought them. */
beforeAll(() => {
  database = openTestDatabase();
  database.db.write((tx) =>
    tx
      .sql(
        `WITH RECURSIVE row (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM row WHERE i < ?)
         INSERT INTO contact (id, email, email_key, first_name, last_name, name_key, created_at, updated_at)
         SELECT 'c' || i, 'p' || i || '@example.com', 'p' || i || '@example.com', 'Person', 'N' || i, 'person n' || i, 1, 1 FROM row`,
      )
      .run(PEOPLE),
  );
});
afterAll(() => database.close());

function found(search: string): string[] {
  const { items, total } = readContactPage(database.db.reader, { search, sort: 'oldest', limit: 50 });
  expect(total).toBe(items.length);
  return items.map(({ id }) => id);
}

it('while thousands wait for the index, finds those in the middle by how they begin, and says so', () => {
  expect(isSearchBehind(database.db.reader)).toBe(true);
  expect(found('n17@')).toEqual([]);
  expect(found('p17@exam')).toEqual(['c17']);
  expect(found('17@example')).toEqual(['c17', 'c117', 'c217', ...hundreds(17, 3, 24), ...hundreds(17, 35, 59)]);
  expect(found('p3000@exam')).toEqual(['c3000']);
  expect(found('3000@example')).toEqual([]);
});

it('while thousands wait, walks along the indexes of names and addresses, not along everybody', () => {
  for (const { sql, values } of candidatesOf({ search: '17@example' })) {
    const steps = database.db.reader.sql<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
    const looks = steps.map(({ detail }) => detail).filter((detail) => / contact( |$)/.test(detail));
    expect(looks).toEqual([
      expect.stringContaining('INDEX contact_name (name_key>'),
      expect.stringContaining('INDEX contact_email (email_key>'),
    ]);
  }
});

it('finds everybody by any part once the index has caught up', () => {
  while (database.db.write((tx) => indexSomeContacts(tx, 2_000)) > 0);
  expect(isSearchBehind(database.db.reader)).toBe(false);
  expect(found('3000@example')).toEqual(['c3000']);
});

/** The people whose numbers end like this, from one hundred to another. */
function hundreds(end: number, from: number, to: number): string[] {
  return Array.from({ length: to - from + 1 }, (_, at) => `c${(from + at) * 100 + end}`);
}
