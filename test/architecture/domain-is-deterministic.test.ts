import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { APP_ROOT } from '#test/support/app-root.ts';

/** Time and chance are arguments in the domain, so that the same question always has the same answer. */
const CHANCE = /\b(Date\.now|Math\.random|performance\.now|new Date\(\)|crypto\.(randomUUID|getRandomValues))/;

it('reads no clock and draws no lots in the domain', () => {
  const folder = join(APP_ROOT, 'src-shared', 'domain');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  const guilty = files.filter((name) => CHANCE.test(readFileSync(join(folder, name), 'utf8')));

  expect(files.length).toBeGreaterThan(0);
  expect(guilty).toEqual([]);
});
