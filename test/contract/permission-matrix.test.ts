import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { may } from '#shared/domain/may.ts';
import { PERMISSIONS } from '#shared/domain/permission.ts';
import { ROLES } from '#shared/domain/role.ts';
import { everyProcedure } from '#test/support/procedures.ts';

const MATRIX = join(import.meta.dirname, 'permission-matrix.json');

/** Who may call what, as the code says now. To change it on purpose, change this file with it. */
function matrixOf(): Record<string, string> {
  return Object.fromEntries(
    everyProcedure().map(({ name, permission }) => [
      name,
      permission === 'public'
        ? 'anybody'
        : ROLES.filter((role) => may({ user_id: 'x', role, active: true }, permission)).join(' '),
    ]),
  );
}

test('role by procedure is what was agreed', () => {
  expect(matrixOf()).toEqual(JSON.parse(readFileSync(MATRIX, 'utf8')));
});

test('every procedure names its permission, and only the door is open', () => {
  const open = everyProcedure().filter(({ permission }) => permission === 'public');
  expect(open.map(({ name }) => name).sort()).toEqual([
    'account.login',
    'account.refresh',
    'account.register',
    'account.setup',
    'account.setupStatus',
  ]);
  for (const { permission } of everyProcedure()) {
    if (permission !== 'public') expect(Object.keys(PERMISSIONS)).toContain(permission);
  }
});

test('every permission is asked for by some procedure', () => {
  const asked = new Set(everyProcedure().map(({ permission }) => permission));
  expect(Object.keys(PERMISSIONS).filter((permission) => !asked.has(permission as never))).toEqual([]);
});

test('a deactivated user and nobody may nothing', () => {
  for (const permission of Object.keys(PERMISSIONS) as (keyof typeof PERMISSIONS)[]) {
    expect(may(null, permission)).toBe(false);
    expect(may({ user_id: 'x', role: 'admin', active: false }, permission)).toBe(false);
  }
});

test('docs/permissions.md says the same', () => {
  const page = readFileSync(join(import.meta.dirname, '../../docs/permissions.md'), 'utf8');
  for (const [permission, roles] of Object.entries(PERMISSIONS)) {
    const marks = ROLES.map((role) => ((roles as readonly string[]).includes(role) ? 'yes' : '')).join(' | ');
    expect(page).toContain(`| ${permission} | ${marks} |`);
  }
});
