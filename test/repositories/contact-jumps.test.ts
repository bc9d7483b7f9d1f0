import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ContactFilter } from '#main/repositories/contact/contact-filter.sql.ts';
import { gatherLandmarks } from '#main/repositories/contact/contact-landmarks.repo.ts';
import { prepareJumps, readContactPage } from '#main/repositories/contact/contact-page.repo.ts';
import type { ContactSort } from '#main/repositories/contact/contact-walk.repo.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/open-test-database.ts';

const PEOPLE = 25_000;
const LIMIT = 50;
let database: TestDatabase;

/** Every third has no address, another third never did anything, every second is on the list, and three share each name. */
beforeAll(() => {
  database = openTestDatabase();
  database.db.write((tx) => {
    tx.sql(
      `WITH RECURSIVE row (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM row WHERE i < ?)
       INSERT INTO contact (id, email, email_key, first_name, last_name, name_key, created_at, updated_at)
       SELECT 'c' || i, e, e, 'Person', i / 3, 'person ' || (i / 3), 1, 1
       FROM (SELECT i, CASE WHEN i % 3 = 0 THEN NULL ELSE 'p' || (i * 7919 % 100000) || '.' || i || '@example.com' END AS e FROM row)`,
    ).run(PEOPLE);
    tx.sql('UPDATE contact SET engaged_until = 1000 + no * 7919 % 10007 WHERE no % 3 <> 1').run();
    tx.sql(`UPDATE audience_count SET n = ? WHERE name = 'contacts'`).run(PEOPLE);
    tx.sql(`INSERT INTO list (no, id, name, subscribed, created_at) VALUES (1, 'l', 'List', ?, 1)`).run(PEOPLE / 2);
    tx.sql(`INSERT INTO list_member (list_no, contact_no, state, changed_at, source)
            SELECT 1, no, 'subscribed', 1, 'test' FROM contact WHERE no % 2 = 0`).run();
  });
});
afterAll(() => database.close());

interface List extends ContactFilter {
  sort: ContactSort;
}

function idsFrom(list: List, offset: number): string[] {
  const { items } = readContactPage(database.db.reader, { ...list, limit: LIMIT, offset });
  return items.map(({ id }) => id);
}

function everybody(list: List): string[] {
  const ids: string[] = [];
  for (let cursor: string | undefined, more = true; more; ) {
    const page = readContactPage(database.db.reader, { ...list, limit: 1_000, cursor });
    ids.push(...page.items.map(({ id }) => id));
    cursor = page.next_cursor ?? undefined;
    more = cursor !== undefined;
  }
  return ids;
}

const LISTS: List[] = (['newest', 'name', 'email', 'engagement'] as const).flatMap((sort) => [
  { sort },
  { sort, list_no: 1 },
]);

describe('a jump into a long list', () => {
  it.each(LISTS)('comes to the same rows before, while and after it is prepared: %o', (list) => {
    const { reader } = database.db;
    const all = everybody(list);
    const places = [
      4_999,
      5_000,
      5_001,
      7_777,
      8_333,
      8_334,
      all.length >> 1,
      all.length - 5_001,
      all.length - 20,
      all.length,
    ];
    const seen = () => places.map((place) => idsFrom(list, place));
    const right = places.map((place) => all.slice(place, place + LIMIT));
    expect(seen()).toEqual(right);
    prepareJumps(reader, { ...list, limit: LIMIT });
    gatherLandmarks(reader, 0.2);
    expect(seen()).toEqual(right);
    while (gatherLandmarks(reader, 5));
    expect(seen()).toEqual(right);
  });

  it('is a row off at most for each that came since it was prepared', () => {
    const { db } = database;
    const list: List = { sort: 'name' };
    const before = idsFrom(list, 9_000);
    db.write((tx) =>
      tx.sql(`INSERT INTO contact (id, name_key, created_at, updated_at) VALUES ('new', 'a new one', 1, 1)`).run(),
    );
    expect(idsFrom(list, 9_000).filter((id) => before.includes(id)).length).toBeGreaterThanOrEqual(LIMIT - 1);
  });
});
