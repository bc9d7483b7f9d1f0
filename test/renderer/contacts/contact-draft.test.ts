import { describe, expect, it } from 'vitest';
import { attributesOf, doubledNames, newAttribute } from '#renderer/features/contacts/attribute-draft.ts';
import { changesOf, draftOf, EMPTY_DRAFT, fieldsOf, mergeDraft } from '#renderer/features/contacts/contact-draft.ts';
import type { Contact } from '#shared/contract/contact.contract.ts';

function contact(patch: Partial<Contact> = {}): Contact {
  return {
    id: '018f0000-0000-7000-8000-000000000001',
    name: 'Ann Abel',
    email: 'ann@example.org',
    phone: null,
    external_id: null,
    first_name: 'Ann',
    last_name: 'Abel',
    company: 'Contoso',
    city: 'Berlin',
    country: 'DE',
    locale: '',
    timezone: '',
    attributes: { plan: 'pro', visits: 7, press: false, interests: ['tea'] },
    status: 'deliverable',
    created_at: '2026-03-02T09:00:00.000Z',
    updated_at: '2026-03-02T09:00:00.000Z',
    last_seen_at: null,
    revision: 1,
    lists: [],
    ...patch,
  };
}

describe('a contact in a form', () => {
  it('sends nothing when nothing was changed', () => {
    expect(changesOf(contact(), draftOf(contact()))).toEqual({});
  });

  it('sends only the fields that were changed, an emptied address as null', () => {
    const draft = { ...draftOf(contact()), email: ' ', company: 'Northwind' };
    expect(changesOf(contact(), draft)).toEqual({ email: null, company: 'Northwind' });
  });

  it('keeps the type of each custom field', () => {
    expect(fieldsOf(draftOf(contact())).attributes).toEqual({
      plan: 'pro',
      visits: 7,
      press: false,
      interests: ['tea'],
    });
  });

  it('does not see a change in custom fields that only stand in another order', () => {
    const draft = draftOf(contact());
    expect(changesOf(contact(), { ...draft, attributes: draft.attributes.toReversed() })).toEqual({});
  });

  it('begins empty for somebody new', () => {
    expect(fieldsOf(EMPTY_DRAFT)).toMatchObject({ email: null, phone: null, first_name: '', attributes: {} });
  });
});

describe('custom fields in a form', () => {
  it('leaves out a row that has no name yet', () => {
    expect(attributesOf([newAttribute(), { ...newAttribute(), name: ' plan ', text: 'pro' }])).toEqual({ plan: 'pro' });
  });

  it('keeps the text when a field becomes a number and back', () => {
    const row = { ...newAttribute(), name: 'size', text: 'large' };
    expect(attributesOf([{ ...row, kind: 'number' }])).toEqual({ size: null });
    expect(attributesOf([{ ...row, kind: 'text' }])).toEqual({ size: 'large' });
  });

  it('names the rows whose name is taken by an earlier one', () => {
    const named = (name: string) => ({ ...newAttribute(), name });
    expect(doubledNames([named('plan'), named('size'), named('plan '), named(''), named('')])).toEqual([2]);
  });
});

describe('a contact that somebody else has changed meanwhile', () => {
  it('takes their changes where one has typed nothing', () => {
    const draft = { ...draftOf(contact()), company: 'Mine' };
    const merged = mergeDraft(contact(), draft, contact({ city: 'Wien', revision: 2 }));
    expect(merged.draft).toMatchObject({ company: 'Mine', city: 'Wien' });
    expect(merged.conflicts).toEqual([]);
  });

  it('keeps one’s own text and names the field where both have changed it', () => {
    const draft = { ...draftOf(contact()), company: 'Mine' };
    const merged = mergeDraft(contact(), draft, contact({ company: 'Theirs', revision: 2 }));
    expect(merged.draft.company).toBe('Mine');
    expect(merged.conflicts).toEqual(['company']);
  });

  it('sees no conflict where both have typed the same', () => {
    const draft = { ...draftOf(contact()), company: 'Same' };
    expect(mergeDraft(contact(), draft, contact({ company: 'Same', revision: 2 })).conflicts).toEqual([]);
  });
});
