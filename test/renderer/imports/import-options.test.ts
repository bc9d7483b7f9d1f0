import { describe, expect, it } from 'vitest';
import {
  aboutRows,
  customTarget,
  customTargets,
  earlierChoices,
  guessedChoices,
  joinChoice,
  listNameOf,
  optionsOf,
} from '#renderer/features/imports/import-options.ts';
import { isImportTarget } from '#shared/domain/import/import-mapping.ts';

const LIST = '018f0000-0000-7000-8000-000000000001';
const column = (name: string, guess: string | null, type: 'text' | 'number' = 'text') => ({
  ...{ name, guess, type },
  samples: [],
  reading: {},
});
const inspection = {
  format: { encoding: 'utf-8', delimiter: ',', header: true } as const,
  columns: [column('Mail', 'email'), column('Seats', 'attributes.seats', 'number'), column('Plan', 'attributes.plan')],
  fields: [{ key: 'plan', label: 'Plan', type: 'text' as const }],
  takeover: null,
};
const choices = guessedChoices(inspection);
const join = joinChoice(null, 'fair.csv', null);

describe('what an import is told to do', () => {
  it('makes a list only when a new one is wanted', () => {
    const told = (kind: 'new' | 'existing' | 'none') =>
      optionsOf(inspection, choices, { ...join, kind, list_ids: [LIST], new_list: ' Spring fair ' });
    expect(told('new')).toMatchObject({ list_ids: [], new_list: 'Spring fair' });
    expect(told('existing')).toMatchObject({ list_ids: [LIST] });
    expect(told('existing')).not.toHaveProperty('new_list');
    expect(told('none')).toMatchObject({ list_ids: [] });
  });

  it('makes the fields that are missing, with what they hold', () => {
    const other = { ...choices, types: { seats: 'text' as const }, labels: { seats: 'Seats (paid)' } };
    expect(optionsOf(inspection, choices, join).new_fields).toEqual([{ key: 'seats', label: 'Seats', type: 'number' }]);
    expect(optionsOf(inspection, other, join).new_fields).toEqual([
      { key: 'seats', label: 'Seats (paid)', type: 'text' },
    ]);
  });

  it('says nothing of the columns of a recognised export', () => {
    const takeover = { system: 'mailchimp' as const, parts: [] };
    expect(optionsOf({ ...inspection, takeover }, choices, join)).toMatchObject({ mapping: [], new_fields: [] });
  });

  it('begins where an earlier check ended', () => {
    const options = optionsOf(inspection, choices, { ...join, kind: 'none', consent_source: 'At the fair' });
    expect(earlierChoices(options, 3)?.mapping).toEqual(choices.mapping);
    expect(earlierChoices(options, 2)).toBeNull();
    expect(joinChoice(options, 'fair.csv', null)).toMatchObject({ kind: 'none', consent_source: 'At the fair' });
  });

  it('proposes the name of the file for the list', () => {
    expect(listNameOf('2026-03_Spring_fair.export.csv')).toBe('2026-03 Spring fair.export');
    expect(listNameOf('contacts')).toBe('contacts');
  });

  it('makes a field that the server takes of whatever is typed', () => {
    expect(customTarget(' Lieblings-Farbe! ', new Set())).toBe('attributes.lieblings_farbe');
    expect(customTarget('Plan', new Set(['plan']))).toBe('attributes.plan_2');
    expect(customTarget('好き な色', new Set())).toBe('attributes.field');
    expect(customTarget('!!', new Set())).toBeNull();
    expect(isImportTarget(customTarget('x'.repeat(200), new Set()) ?? '')).toBe(true);
  });

  it('offers custom fields that are there, those of the guesses and those made by hand, once each', () => {
    expect(customTargets(['size'], ['email', 'attributes.plan', null], ['attributes.size', 'attributes.plan'])).toEqual(
      ['attributes.size', 'attributes.plan'],
    );
  });

  it('does not say an estimate to the last digit', () => {
    expect([12, 999, 5_045, 1_049_999].map(aboutRows)).toEqual([12, 999, 5_000, 1_000_000]);
  });
});
