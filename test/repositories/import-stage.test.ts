import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { suppressEmail } from '#main/repositories/consent/suppression.repo.ts';
import { countContacts } from '#main/repositories/contact/contact.repo.ts';
import { mergePeople } from '#main/repositories/import/import-merge.repo.ts';
import { linkSuppressions } from '#main/repositories/import/import-people.repo.ts';
import {
  attachStage,
  closeStage,
  createStage,
  detachStage,
  nextKey,
  StageWriter,
} from '#main/repositories/import/import-stage.repo.ts';
import { type ImportRow, rowReader } from '#shared/domain/import/import-row.ts';
import { sayReason } from '#shared/domain/reason/say-reason.ts';
import { openTestDatabase, type TestDatabase } from '#test/support/open-test-database.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

let database: TestDatabase;
let folder: ReturnType<typeof tempFolder>;
beforeEach(() => {
  database = openTestDatabase();
  folder = tempFolder();
  attachStage(database.db.reader, join(folder.path, 'stage.db'));
  createStage(database.db.reader);
});
afterEach(() => {
  database.close();
  folder.remove();
});

const read = rowReader({ mapping: ['email', 'attributes.note'] });
const rows = (count: number): ImportRow[] =>
  Array.from({ length: count }, (_, line) => {
    const answer = read([`p${line}@example.com`, 'x'.repeat(100)]);
    if (!answer.ok) throw new Error(sayReason(answer.problem));
    return answer.row;
  });

describe('the stage of an import', () => {
  it('says that the disk is full, and leaves the database usable', () => {
    const { reader, write } = database.db;
    reader.sql('PRAGMA stage.max_page_count = 20').get();
    expect(() => new StageWriter(reader, ['email', 'attributes.note']).write(rows(2_000))).toThrowError(
      expect.objectContaining({ code: 'DISK_FULL' }),
    );
    detachStage(reader);
    expect(write((tx) => countContacts(tx))).toBe(0);
  });

  it('locks nobody out of the main database while it is filled', () => {
    const { reader, write } = database.db;
    new StageWriter(reader, ['email', 'attributes.note']).write(rows(250));
    expect(reader.sql<{ n: number }>('SELECT count(*) AS n FROM stage.row').get()?.n).toBe(250);
    expect(write((tx) => tx.sql('SELECT 1').get())).toBeTruthy();
  });

  it('gives new contacts the suppression that waits for their address', () => {
    const { reader, write } = database.db;
    write((tx) => suppressEmail(tx, { email_key: 'p1@example.com', reason: 'complained', source: 'user', at: 1 }));
    new StageWriter(reader, ['email', 'attributes.note']).write(rows(3));
    closeStage(reader);
    const to = nextKey(reader, 'row', '', 100) ?? '';
    const stretch = {
      import_no: 1,
      turn: 1,
      from: '',
      to,
      update_existing: true,
      id: database.ids.id(),
      at: 5,
      by: null,
    };
    const merge = () =>
      write((tx) => {
        const { before, ...counts } = mergePeople(tx, stretch);
        linkSuppressions(tx, before);
        return counts;
      });
    expect(merge()).toEqual({ created: 3, updated: 0, unchanged: 0 });
    expect(merge()).toEqual({ created: 0, updated: 0, unchanged: 3 });
    expect(
      reader.sql('SELECT c.email, s.reason FROM suppression s JOIN contact c ON c.no = s.contact_no').all(),
    ).toEqual([{ email: 'p1@example.com', reason: 'complained' }]);
    expect(countContacts(reader)).toBe(3);
  });
});
