import { describe, expect, it } from 'vitest';
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
    sms_status: 'no_address',
    push_status: 'no_address',
    created_at: '2026-03-02T09:00:00.000Z',
    updated_at: '2026-03-02T09:00:00.000Z',
    updated_by: null,
    last_seen_at: null,
    engaged_until: null,
    revision: 1,
    lists: [],
    tags: [],
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

  it('sends only the custom fields that were changed, an emptied one as null', () => {
    const draft = draftOf(contact());
    const attributes = { ...draft.attributes, plan: null, visits: 8, size: 'L' };
    expect(changesOf(contact(), { ...draft, attributes })).toEqual({
      attributes: { plan: null, visits: 8, size: 'L' },
    });
  });

  it('sees no change in a field that was filled and emptied again', () => {
    const draft = draftOf(contact());
    expect(changesOf(contact(), { ...draft, attributes: { ...draft.attributes, size: null } })).toEqual({});
  });

  it('begins empty for somebody new', () => {
    expect(fieldsOf(EMPTY_DRAFT)).toMatchObject({ email: null, phone: null, first_name: '', attributes: {} });
    expect(fieldsOf({ ...EMPTY_DRAFT, attributes: { plan: 'pro', size: null } }).attributes).toEqual({ plan: 'pro' });
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

  it('looks at custom fields one by one', () => {
    const draft = { ...draftOf(contact()), attributes: { ...contact().attributes, plan: 'basic', visits: null } };
    const theirs = contact({ attributes: { plan: 'gold', visits: 7, press: true, interests: ['tea'] }, revision: 2 });
    const merged = mergeDraft(contact(), draft, theirs);
    expect(merged.draft.attributes).toEqual({ plan: 'basic', visits: null, press: true, interests: ['tea'] });
    expect(merged.conflicts).toEqual(['attributes.plan']);
  });

  it('sees no conflict where both have typed the same', () => {
    const draft = { ...draftOf(contact()), company: 'Same' };
    expect(mergeDraft(contact(), draft, contact({ company: 'Same', revision: 2 })).conflicts).toEqual([]);
  });
});
