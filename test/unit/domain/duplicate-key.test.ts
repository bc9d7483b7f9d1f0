import { describe, expect, it } from 'vitest';
import { duplicateKey, emailVariantKey, keyHash } from '#shared/domain/duplicate-key.ts';

describe('two addresses of one person', () => {
  it.each([
    ['ann.lee@gmail.com', 'annlee@gmail.com'],
    ['ann.lee+news@gmail.com', 'annlee@googlemail.com'],
    ['annlee@gmial.com', 'annlee@gmail.com'],
    ['ann+shop@example.org', 'ann@example.org'],
    ['ann@hotmial.com', 'ann@hotmail.com'],
  ])('%s and %s', (one, other) => {
    expect(emailVariantKey(one)).toBe(emailVariantKey(other));
  });

  it.each([
    ['ann.lee@example.org', 'annlee@example.org'],
    ['ann@example.org', 'ann@example.com'],
    ['+ann@example.org', 'ben@example.org'],
  ])('are not %s and %s', (one, other) => {
    expect(emailVariantKey(one)).not.toBe(emailVariantKey(other));
  });
});

describe('what has to be there to be compared', () => {
  const nobody = { email_key: null, phone: null, first_name: '', last_name: '', name_key: '', company_key: '' };

  it('is a number with its country', () => {
    expect(duplicateKey('phone', { ...nobody, phone: '0301234567' })).toBeNull();
    expect(duplicateKey('phone', { ...nobody, phone: '+49301234567' })).toBe('+49301234567');
  });

  it('is both names and a company', () => {
    const ann = { ...nobody, first_name: 'Ann', last_name: 'Lee', name_key: 'ann lee' };
    expect(duplicateKey('name_company', ann)).toBeNull();
    expect(duplicateKey('name_company', { ...ann, company_key: 'acme' })).toBe('ann lee|acme');
  });
});

it('hashes a hundred thousand addresses without a collision', () => {
  const hashes = new Set(Array.from({ length: 100_000 }, (_, at) => keyHash(`person${at}@example.com`)));
  expect(hashes.size).toBe(100_000);
});
