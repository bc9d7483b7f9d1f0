import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { bundled } from '#test/support/bundled.ts';
import { clientOf } from '#test/support/client-of.ts';
import { untilEnded } from '#test/support/import-file.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

const PEOPLE = 20_000;
const REJECTED = 40;
const TWICE = 400;

interface Seen {
  state: string;
  rows: number;
  created: number;
}

const folder = tempFolder();
let test: TestApp | undefined;
afterEach(async () => {
  await test?.close();
  folder.remove();
});

describe('an import whose process is killed again and again', () => {
  it('goes on at the next start and ends with the same figures as if nothing had happened', {
    timeout: 180_000,
  }, async () => {
    const data_dir = join(folder.path, 'data');
    mkdirSync(data_dir);
    const file = writeRows(join(folder.path, 'people.csv'));
    const moments: ((seen: Seen) => boolean)[] = [({ rows }) => rows > 0, ({ created }) => created > PEOPLE / 4];
    let id = '';
    for (const [turn, moment] of moments.entries()) {
      id = await importUntil(moment, data_dir, turn === 0 ? file : undefined);
    }
    test = await makeTestApp({ data_dir });
    const client = clientOf(test.app.services);
    const job = await untilEnded(client, id);
    expect(job).toMatchObject({
      state: 'done',
      progress: { rows: PEOPLE + REJECTED + TWICE, created: PEOPLE, updated: 0, rejected: REJECTED, duplicates: TWICE },
    });
    expect((await client.contacts.list({ limit: 1 })).total).toBe(PEOPLE);
    const counted = test.app.services.db.reader.sql<{ n: number }>('SELECT count(*) AS n FROM contact').get();
    expect(counted?.n).toBe(PEOPLE);
    expect(await client.lists.list()).toMatchObject([{ name: 'All', subscribed: PEOPLE }]);
    const report = await (await client.imports.rejected({ id })).text();
    expect(report.match(/,rejected,/g)).toHaveLength(REJECTED);
    expect(test.app.services.db.reader.sql<{ verdict: string }>('PRAGMA integrity_check').raw().get()).toEqual(['ok']);
  });
});

function writeRows(file: string): string {
  const people = Array.from({ length: PEOPLE }, (_, i) => `p${i}@example.com,First ${i},"Last\n${i}"`);
  const again = Array.from({ length: TWICE }, (_, i) => `P${i * 7}@example.com,First ${i * 7},"Last\n${i * 7}"`);
  const bad = Array.from({ length: REJECTED }, (_, i) => `nobody ${i},x,y`);
  writeFileSync(file, ['email,first name,last name', ...people, ...bad, ...again].join('\n'));
  return file;
}

/** @returns the id of the import, once its process is dead */
async function importUntil(moment: (seen: Seen) => boolean, data_dir: string, file?: string): Promise<string> {
  const script = await bundled('test/support/import-until-killed.ts');
  const child = spawn(process.execPath, [script, data_dir, ...(file ? [file] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const dead = new Promise((resolve) => child.once('exit', resolve));
  let id = '';
  for await (const line of createInterface({ input: child.stdout })) {
    if (!id) id = line;
    else {
      const seen = JSON.parse(line) as Seen;
      if (moment(seen) || seen.state === 'done') break;
    }
  }
  child.kill('SIGKILL');
  await dead;
  return id;
}
