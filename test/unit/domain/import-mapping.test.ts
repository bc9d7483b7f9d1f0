import { describe, expect, it } from 'vitest';
import { columnNames, guessMapping, isImportTarget } from '#shared/domain/import/import-mapping.ts';
import { rowReader } from '#shared/domain/import/import-row.ts';

const guess = (...names: string[]) => guessMapping(names.map((name) => ({ name, samples: ['x'] })));

describe('guessing where columns go', () => {
  it('knows English headers in any spelling', () => {
    expect(guess('E-Mail Address', 'First_Name', 'LAST NAME', 'Organization', 'Phone Number', 'Time Zone')).toEqual([
      'email',
      'first_name',
      'last_name',
      'company',
      'phone',
      'timezone',
    ]);
  });

  it('knows German headers', () => {
    expect(guess('E-Mail-Adresse', 'Vorname', 'Nachname', 'Firma', 'Ort', 'Land', 'Kundennummer', 'Sprache')).toEqual([
      'email',
      'first_name',
      'last_name',
      'company',
      'city',
      'country',
      'external_id',
      'locale',
    ]);
  });

  it('makes custom fields of what it does not know, each with a name of its own', () => {
    expect(guess('email', 'Plan', 'plan', 'Größe (cm)', 'Letzter Kauf', '!!')).toEqual([
      'email',
      'attributes.plan',
      'attributes.plan_2',
      'attributes.grosse_cm',
      'attributes.letzter_kauf',
      'attributes.field',
    ]);
  });

  it('finds the addresses by what stands in the column', () => {
    expect(
      guessMapping([
        { name: 'A', samples: ['Ann', 'Bob'] },
        { name: 'B', samples: ['ann@example.com', 'bob@example.com', ''] },
      ]),
    ).toEqual(['attributes.a', 'email']);
  });

  it('leaves empty columns and those of its own reports out', () => {
    expect(guessMapping([{ name: 'Fax', samples: ['', ' '] }])).toEqual([null]);
    expect(guess('herald_reason')).toEqual([null]);
  });

  it('gives columns without a name, or with a doubled one, a name', () => {
    expect(columnNames(['email', '', 'Email'], 4)).toEqual(['email', 'Column 2', 'Email 2', 'Column 4']);
    expect(columnNames(null, 2)).toEqual(['Column 1', 'Column 2']);
  });

  it('refuses targets that are no field', () => {
    expect(['email', 'attributes.plan'].every(isImportTarget)).toBe(true);
    expect(['password', 'attributes.', 'no'].some(isImportTarget)).toBe(false);
  });
});

describe('a row of a file', () => {
  it('becomes a contact in its normal form', () => {
    const read = rowReader({ mapping: ['email', 'name', 'country', 'phone', 'locale', 'attributes.plan'] });
    expect(read([' Ann@Example.com ', 'Lee, Ann', 'Deutschland', '0049 30 123', 'en_GB', ' pro '])).toMatchObject({
      ok: true,
      warnings: [],
      row: {
        email: 'Ann@Example.com',
        email_key: 'ann@example.com',
        first_name: 'Ann',
        last_name: 'Lee',
        country: 'DE',
        phone: '+4930123',
        locale: 'en-GB',
        name_key: 'ann lee',
        attributes: { plan: 'pro' },
      },
    });
  });

  it('is refused with a reason', () => {
    const read = rowReader({ mapping: ['email'] });
    expect(read(['nobody'])).toEqual({ ok: false, problem: { code: 'address_no_at' } });
    expect(read([])).toEqual({ ok: false, problem: { code: 'address_missing' } });
    expect(read(['a@b.c', 'x'])).toMatchObject({ ok: false });
    expect(read(['a@b.c', ''])).toMatchObject({ ok: true });
  });

  it('says which values make no sense and leaves them out', () => {
    const read = rowReader({ mapping: ['email', 'country', 'timezone'] });
    const answer = read(['a@b.c', 'Atlantis', 'half past']);
    expect(answer).toMatchObject({ ok: true, row: { country: '', timezone: '' } });
    expect(answer.ok && answer.warnings).toHaveLength(2);
  });
});
