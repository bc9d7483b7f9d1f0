import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reader } from '#main/db/access.ts';
import { addFieldColumn, createIndex } from '#main/repositories/segment/field-index.repo.ts';
import { countMatching, segmentClause, someMatching } from '#main/repositories/segment/segment-query.repo.ts';
import { ruleOfText } from '#main/repositories/segment/segment-rule.repo.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/open-test-database.ts';

const CONTACTS = 12_000;
let database: TestDatabase;

beforeAll(() => {
  database = openTestDatabase();
  database.db.write((tx) => {
    const field = tx.sql(
      `INSERT INTO custom_field (no, id, key, label, type, position, created_at) VALUES (?, ?, ?, ?, ?, 0, 0)`,
    );
    field.run(1, 'field-1', 'points', 'Points', 'number');
    field.run(2, 'field-2', 'since', 'Since', 'date');
    tx.sql(
      `WITH RECURSIVE row (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM row WHERE i + 1 < ?)
       INSERT INTO contact (id, country, city, attributes, created_at, updated_at)
       SELECT 'contact-' || i, CASE i % 3 WHEN 0 THEN 'DE' ELSE 'AT' END, 'City ' || (i % 5),
         json_object('points', i % 1000, 'since', CASE i % 1000 WHEN 7 THEN '9999-12-31' ELSE date('2024-01-01', (i % 700) || ' days') END), 0, 0
       FROM row`,
    ).run(CONTACTS);
    tx.sql(`UPDATE audience_count SET n = ? WHERE name = 'contacts'`).run(CONTACTS);
    createIndex(tx, 'country');
    createIndex(tx, 'city');
    for (const [no, key, type] of [
      [1, 'points', 'number'],
      [2, 'since', 'date'],
    ] as const) {
      addFieldColumn(tx, { no, key, type });
      createIndex(tx, `field_${no}_${type}`);
    }
  });
});
afterAll(() => database.close());

function asked(text: string) {
  const { reader } = database.db;
  const now = database.clock.now();
  const rule = ruleOfText(reader, text);
  return { reader, now, rule, clause: segmentClause(reader, rule, now) };
}

/** How SQLite goes about what stands behind a clause. */
function planOf(reader: Reader, { sql, values }: { sql: string; values: unknown[] }): string {
  const rows = reader.sql<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`).all(...values);
  return rows.map(({ detail }) => detail).join('\n');
}

describe('the way to whom a rule finds', () => {
  it('begins with the smaller of two large sets, whichever is named first', () => {
    for (const text of [
      "country = 'AT' AND city = 'City 1'",
      "city = 'City 1' AND country = 'AT'",
      "country = 'AT' AND points BETWEEN 100 AND 350",
    ]) {
      const { clause } = asked(text);
      expect(clause.candidates?.sql, text).not.toContain('segment_on_country');
    }
  });

  it('goes along an index between both ends when two conditions are about one field', () => {
    const { reader, rule, now, clause } = asked('points >= 100 AND points < 120');
    expect(countMatching(reader, rule, now)).toBe(CONTACTS / 50);
    expect(planOf(reader, clause.candidates ?? { sql: '', values: [] })).toContain(
      'field_1_number>? AND field_1_number<?',
    );
  });

  it('goes along an index of dates, and not along all of it', () => {
    const { reader, clause } = asked('since >= 2024-03-01 AND since < 2024-03-08');
    expect(planOf(reader, clause.candidates ?? { sql: '', values: [] })).toContain('field_2_date>? AND field_2_date<?');
  });

  it('reads an index alone, without the rows of the contacts', () => {
    const { reader, clause } = asked("country >= 'B'");
    expect(planOf(reader, clause.candidates ?? { sql: '', values: [] })).toContain('COVERING INDEX segment_on_country');
  });

  it('counts those who are not in a set by those who are', () => {
    const { reader, rule, now } = asked("NOT country = 'DE'");
    expect(countMatching(reader, rule, now)).toBe((CONTACTS * 2) / 3);
  });

  it('shows the newest who fit, and finds those who are far from them', () => {
    const many = asked("country = 'DE'");
    expect(someMatching(many.reader, many.rule, { now: many.now, limit: 3 })).toEqual([11_998, 11_995, 11_992]);
    const few = asked('created_at < 1971-01-01 AND points = 5 AND since < 2024-01-10');
    expect(someMatching(few.reader, few.rule, { now: few.now, limit: 3 })).toContain(6);
  });
});

describe('the last day of all', () => {
  it('is not after itself, and every other date is before it', () => {
    for (const [text, n] of [
      ['since <= 9999-12-31', CONTACTS],
      ['since = 9999-12-31', CONTACTS / 1000],
      ['since > 9999-12-31', 0],
      ['since < 9999-12-31', CONTACTS - CONTACTS / 1000],
    ] as const) {
      const { reader, rule, now } = asked(text);
      expect(countMatching(reader, rule, now), text).toBe(n);
    }
  });
});
