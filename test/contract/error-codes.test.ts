import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { problemOfWireError } from '#main/http/problem.ts';
import { silentLogger } from '#main/platform/file-logger.ts';
import { toWireError } from '#main/rpc/to-wire-error.ts';
import { ERROR_STATUS, type ErrorCode } from '#shared/kernel/error-codes.ts';
import { HeraldError } from '#shared/kernel/herald-error.ts';

const ROOT = join(import.meta.dirname, '../..');
const CODES = Object.keys(ERROR_STATUS) as ErrorCode[];

test.each(CODES)('%s reaches a client with its sentence, field and hint', (code) => {
  const refusal = new HeraldError(code, 'A plain sentence.', { field: 'a.b', hint: 'Do this.', count: 3 });
  const problem = problemOfWireError(toWireError(refusal, silentLogger, 'test'));
  expect(problem).toEqual({
    type: 'about:blank',
    title: expect.any(String),
    status: ERROR_STATUS[code],
    code,
    detail: 'A plain sentence.',
    field: 'a.b',
    hint: 'Do this.',
    count: 3,
  });
});

test('a surprise tells nothing of what is inside', () => {
  const wire = toWireError(new Error('SELECT secret FROM user'), silentLogger, 'test');
  expect(JSON.stringify(wire.toJSON())).not.toContain('secret');
  expect(wire).toMatchObject({ code: 'INTERNAL', status: 500 });
});

test('each code is used, so that the list says nothing that cannot happen', () => {
  const sources = readdirSync(join(ROOT, 'src-main'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(ROOT, 'src-main', name), 'utf8'))
    .concat(readFileSync(join(ROOT, 'src-shared/kernel/herald-error.ts'), 'utf8'))
    .join('\n');
  expect(CODES.filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
});
