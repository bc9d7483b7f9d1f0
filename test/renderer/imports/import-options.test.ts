import { describe, expect, it } from 'vitest';
import {
  aboutRows,
  customTarget,
  customTargets,
  listNameOf,
  optionsOf,
} from '#renderer/features/imports/import-options.ts';
import { isImportTarget } from '#shared/domain/import/import-mapping.ts';

const format = { encoding: 'utf-8', delimiter: ',', header: true } as const;
const LIST = '018f0000-0000-7000-8000-000000000001';

describe('what an import is told to do', () => {
  it('makes a list only when a new one is wanted', () => {
    const choice = { list_ids: [LIST], new_list: ' Spring fair ' };
    const told = (kind: 'new' | 'existing' | 'none') =>
      optionsOf(format, ['email'], { lists: { kind, ...choice }, update_existing: true });
    expect(told('new')).toMatchObject({ list_ids: [], new_list: 'Spring fair' });
    expect(told('existing')).toMatchObject({ list_ids: [LIST] });
    expect(told('existing')).not.toHaveProperty('new_list');
    expect(told('none')).toMatchObject({ list_ids: [] });
  });

  it('proposes the name of the file for the list', () => {
    expect(listNameOf('2026-03_Spring_fair.export.csv')).toBe('2026-03 Spring fair.export');
    expect(listNameOf('contacts')).toBe('contacts');
  });

  it('makes a field that the server takes of whatever is typed', () => {
    expect(customTarget(' Lieblings-Farbe! ')).toBe('attributes.lieblings_farbe');
    expect(customTarget('好き な色')).toBe('attributes.好き_な色');
    expect(customTarget('!!')).toBeNull();
    expect(isImportTarget(customTarget('x'.repeat(200)) ?? '')).toBe(true);
  });

  it('offers custom fields of the guesses and those made by hand, once each', () => {
    expect(customTargets(['email', 'attributes.plan', null], ['email', 'attributes.size', 'attributes.plan'])).toEqual([
      'attributes.plan',
      'attributes.size',
    ]);
  });

  it('does not say an estimate to the last digit', () => {
    expect([12, 999, 5_045, 1_049_999].map(aboutRows)).toEqual([12, 999, 5_000, 1_000_000]);
  });
});
