import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { domainToASCII } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseEmailAddress } from '#shared/domain/email-address.ts';
import { APP_ROOT } from '#test/support/app-root.ts';

type Expectation = 'accept' | 'reject' | 'either';

function fixture<Case>(name: string): Case[] {
  return JSON.parse(readFileSync(join(APP_ROOT, 'test/fixtures/email', name), 'utf8')) as Case[];
}

describe('an email address', () => {
  const isemail = fixture<{ id: number; address: string; diagnosis: string; import_expect: Expectation }>(
    'isemail.json',
  );
  it.each(isemail.filter((one) => one.import_expect !== 'either'))(
    'isemail $id ($diagnosis) is judged: $import_expect',
    ({ address, import_expect }) => {
      expect(parseEmailAddress(address).ok).toBe(import_expect === 'accept');
    },
  );

  const own = fixture<{ input: string; import_expect: Expectation; dedupe_key?: string }>('own.json');
  it.each(own)('"$input": $import_expect', ({ input, import_expect, dedupe_key }) => {
    const answer = parseEmailAddress(input);
    if (import_expect !== 'either') expect(answer.ok).toBe(import_expect === 'accept');
    if (answer.ok && dedupe_key) expect(answer.key).toBe(dedupe_key);
  });

  it('says what is wrong', () => {
    expect(parseEmailAddress('ann')).toEqual({ ok: false, problem: { code: 'address_no_at' } });
    expect(parseEmailAddress('ann @example.com')).toMatchObject({
      problem: { code: 'local_space' },
    });
  });

  it('keeps what was typed and compares without case', () => {
    expect(parseEmailAddress(' Ann.Lee@Example.COM ')).toEqual({
      ok: true,
      address: 'Ann.Lee@Example.COM',
      key: 'ann.lee@example.com',
    });
  });

  it('turns domains of any script into the ASCII form that name servers use', () => {
    const letters = ['a', 'ü', 'ß', 'é', 'Ö', 'ñ', 'я', 'Д', 'λ', 'Σ', '中', '文', 'か', '한', 'ş', '1', '-'];
    const label = fc
      .array(fc.constantFrom(...letters), { minLength: 1, maxLength: 12 })
      .map((all) => `a${all.join('')}b`);
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 3 }), (labels) => {
        const domain = labels.join('.');
        const expected = domainToASCII(domain);
        const answer = parseEmailAddress(`x@${domain}`);
        if (expected !== '') expect(answer).toMatchObject({ ok: true, key: `x@${expected}` });
      }),
    );
  });

  it('has the same key however often it is parsed', () => {
    fc.assert(
      fc.property(fc.emailAddress(), (address) => {
        const first = parseEmailAddress(address);
        if (first.ok) expect(parseEmailAddress(first.key)).toMatchObject({ ok: true, key: first.key });
      }),
    );
  });
});
