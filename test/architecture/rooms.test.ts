import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { APP_ROOT } from '#test/support/app-root.ts';
import { tempFolder } from '#test/support/temp-folder.ts';

/** A small house in which each file breaks one rule, to show that the rules see it. */
const SEEDED: Record<string, { file: string; text: string }> = {
  'room:src-shared/kernel': { file: 'src-shared/kernel/a.ts', text: "import '#shared/domain/plain.ts';" },
  'room:src-main/repositories': { file: 'src-main/repositories/a.repo.ts', text: "import '#main/services/plain.ts';" },
  'room:src-main/channels': {
    file: 'src-main/channels/a.ts',
    text: "import type { Plain } from '#main/db/plain.ts';",
  },
  'room:src-renderer/data': { file: 'src-renderer/data/a.ts', text: "import '#main/platform/plain.ts';" },
  'every-file-has-a-room': { file: 'src-main/helpers/a.ts', text: "import '#shared/kernel/plain.ts';" },
  'crossing-rooms-uses-the-alias': { file: 'src-main/db/a.ts', text: "import '../platform/plain.ts';" },
  'no-cycles': { file: 'src-shared/domain/round.ts', text: "import './trip.ts';" },
  'services-are-siblings': { file: 'src-main/services/a.service.ts', text: "import './b.service.ts';" },
  'features-are-siblings': { file: 'src-renderer/features/a/a.tsx', text: "import '#renderer/features/b/b.tsx';" },
  'rpc-gets-no-writer': { file: 'src-main/rpc/a.rpc.ts', text: "import '#main/db/plain.ts';" },
  'sql-library-only-in-sql-files': { file: 'src-main/services/sql.ts', text: "import 'better-sqlite3';" },
  'provider-sdk-only-in-channels': { file: 'src-main/jobs/a.job.ts', text: "import 'nodemailer';" },
  'electron-only-in-desktop': { file: 'src-main/app/a.ts', text: "import { app } from 'electron';" },
  'only-the-core-process-holds-the-core': { file: 'src-main/desktop/a.ts', text: "import '#main/app/create-app.ts';" },
  'no-node-in-shared-or-renderer': { file: 'src-shared/domain/reads.ts', text: "import 'node:fs';" },
  'product-never-imports-tests': { file: 'src-main/platform/a.ts', text: "import '#test/plain.ts';" },
  'nothing-unresolved': { file: 'src-main/http/a.ts', text: "import './missing.ts';" },
};

const PLAIN = [
  'src-shared/kernel/plain.ts',
  'src-shared/domain/plain.ts',
  'src-main/platform/plain.ts',
  'src-main/db/plain.ts',
  'src-main/services/plain.ts',
  'src-main/app/create-app.ts',
  'src-main/services/b.service.ts',
  'src-renderer/features/b/b.tsx',
  'test/plain.ts',
];

describe('the import rules', () => {
  const house = tempFolder();
  let broken: { rule: string; from: string }[];

  beforeAll(async () => {
    for (const name of ['package.json', '.dependency-cruiser.cjs'])
      cpSync(join(APP_ROOT, name), join(house.path, name));
    symlinkSync(join(APP_ROOT, 'node_modules'), join(house.path, 'node_modules'), 'junction');
    for (const file of PLAIN) write(file, 'export type Plain = string;\n');
    for (const { file, text } of Object.values(SEEDED)) write(file, text);
    write('src-shared/domain/trip.ts', "import './round.ts';");
    broken = await violations();
  }, 60_000);
  afterAll(() => house.remove());

  it.each(Object.entries(SEEDED))('catch a breach of %s', (rule, { file }) => {
    expect(broken).toContainEqual({ rule, from: file });
  });

  it('leave files alone that break none', () => {
    expect(broken.filter(({ from }) => PLAIN.includes(from))).toEqual([]);
  });

  function write(file: string, text: string): void {
    mkdirSync(dirname(join(house.path, file)), { recursive: true });
    writeFileSync(join(house.path, file), text);
  }

  async function violations(): Promise<{ rule: string; from: string }[]> {
    const tool = join(APP_ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruiser.mjs');
    const args = [tool, '--config', '.dependency-cruiser.cjs', '-T', 'json', 'src-shared', 'src-main', 'src-renderer'];
    const run = promisify(execFile)(process.execPath, args, { cwd: house.path, maxBuffer: 50_000_000 });
    const { stdout } = await run.catch((error: { stdout: string }) => error);
    const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string }; from: string }[] } };
    return summary.violations.map(({ rule, from }) => ({ rule: rule.name, from }));
  }
});
