import { expect, it } from 'vitest';
import { changesBetween, mergeChanges } from '#renderer/features/segments/editor/segment-changes.ts';

const BASE = { name: 'VIP', description: '', rule: "country = 'DE'", watched: false };

it('sends only what was changed', () => {
  expect(changesBetween(BASE, { ...BASE, watched: true })).toEqual({ watched: true });
});

it('takes a rule with other line breaks for the same', () => {
  expect(changesBetween(BASE, { ...BASE, rule: "country\n  = 'DE'" })).toEqual({});
});

it('brings in what others have changed elsewhere', () => {
  const merged = mergeChanges(BASE, { ...BASE, name: 'Best' }, { ...BASE, watched: true });
  expect(merged).toEqual({ fields: { ...BASE, name: 'Best', watched: true }, conflict: false });
});

it('asks when both have changed the same to different things', () => {
  expect(mergeChanges(BASE, { ...BASE, name: 'Best' }, { ...BASE, name: 'Top' }).conflict).toBe(true);
  expect(mergeChanges(BASE, { ...BASE, name: 'Best' }, { ...BASE, name: 'Best' }).conflict).toBe(false);
});
