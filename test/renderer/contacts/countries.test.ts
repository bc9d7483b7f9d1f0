import { describe, expect, it } from 'vitest';
import { countries, countryName } from '#renderer/pickers/countries.ts';
import { countryCode } from '#shared/domain/contact-fields.ts';

describe('countries', () => {
  it('are called as the reader calls them', () => {
    expect(countryName('de', 'AT')).toBe('Österreich');
    expect(countryName('en', 'AT')).toBe('Austria');
  });

  it('stay as they are stored when they are no code', () => {
    expect(countryName('en', 'Atlantis')).toBe('Atlantis');
    expect(countryName('en', '')).toBe('');
  });

  it('can all be stored when chosen, and none is offered twice', () => {
    const offered = countries('en');
    expect(offered.length).toBeGreaterThan(240);
    expect(offered.filter(({ value }) => countryCode(value) !== value)).toEqual([]);
    expect(new Set(offered.map(({ label }) => label)).size).toBe(offered.length);
  });
});
