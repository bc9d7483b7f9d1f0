import { describe, expect, it } from 'vitest';
import { contacts as de } from '#renderer/app/messages/de/contacts.ts';
import { contacts as en } from '#renderer/app/messages/en/contacts.ts';
import { isKnownType, plainType, TIMELINE_SIGNS, timelineFacts } from '#renderer/features/contacts/timeline-words.ts';

describe('the timeline of a contact', () => {
  it('has words in both languages for every type it has a sign for', () => {
    const types = Object.keys(TIMELINE_SIGNS).sort();
    expect(Object.keys(en.timeline).sort()).toEqual(types);
    expect(Object.keys(de.timeline).sort()).toEqual(types);
  });

  it('tells a type it does not know by its own name', () => {
    expect(isKnownType('delivery.soft_bounce')).toBe(false);
    expect(plainType('delivery.soft_bounce')).toBe('delivery, soft bounce');
  });

  it('takes from the data only what it can say', () => {
    const facts = timelineFacts({ fields: ['email', 'attributes', 'secret'], reason: 'moon', times: 3, campaign: 7 });
    expect(facts).toMatchObject({ fields: ['email'], custom_fields: true, reason: undefined, times: 3, campaign: '' });
  });
});
