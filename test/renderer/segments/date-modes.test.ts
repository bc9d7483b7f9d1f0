import { expect, it } from 'vitest';
import { modeOf, relativeOf, slotOfMode } from '#renderer/pickers/rule-editor/builder/date-modes.ts';
import { NOWHERE, type RelativeDateValue } from '#shared/domain/segment/segment-ast.ts';

const NOW = '2026-03-02T10:00';
const TWO_WEEKS_AGO: RelativeDateValue = {
  type: 'relative_date',
  base: 'now',
  offset: { amount: -2, unit: 'w' },
  span: NOWHERE,
};

it('tells a date the way it was written', () => {
  expect(modeOf(TWO_WEEKS_AGO)).toBe('ago');
  expect(modeOf({ ...TWO_WEEKS_AGO, offset: { amount: 3, unit: 'd' } })).toBe('ahead');
  expect(modeOf({ ...TWO_WEEKS_AGO, offset: null })).toBe('now');
  expect(modeOf({ type: 'date', value: '2026-03-01', span: NOWHERE })).toBe('day');
  expect(modeOf({ type: 'date', value: '2026-03-01T09:00', span: NOWHERE })).toBe('time');
});

it('keeps the length when counting turns round', () => {
  expect(slotOfMode('ahead', TWO_WEEKS_AGO, NOW)).toEqual({ ...TWO_WEEKS_AGO, offset: { amount: 2, unit: 'w' } });
});

it('keeps the day when a time is asked for', () => {
  expect(slotOfMode('time', { type: 'date', value: '2026-01-31', span: NOWHERE }, NOW)).toMatchObject({
    value: '2026-01-31T00:00',
  });
});

it('begins with today where nothing was chosen', () => {
  expect(slotOfMode('day', null, NOW)).toMatchObject({ type: 'date', value: '2026-03-02' });
  expect(relativeOf(slotOfMode('today', null, NOW))).toBeNull();
});
