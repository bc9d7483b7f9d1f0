import { describe, expect, it } from 'vitest';
import { timeline as de } from '#renderer/app/messages/de/timeline.ts';
import { timeline as en } from '#renderer/app/messages/en/timeline.ts';
import { eventWords } from '#renderer/features/contacts/timeline/event-words.ts';
import {
  isKnownType,
  plainType,
  TIMELINE_SIGNS,
  timelineFacts,
} from '#renderer/features/contacts/timeline/timeline-words.ts';

describe('the timeline of a contact', () => {
  it('has words in both languages for every type it has a sign for', () => {
    const types = Object.keys(TIMELINE_SIGNS).sort();
    expect(Object.keys(en.what).sort()).toEqual(types);
    expect(Object.keys(de.what).sort()).toEqual(types);
  });

  it('tells a type it does not know by its own name', () => {
    expect(isKnownType('delivery.soft_bounce')).toBe(false);
    expect(plainType('delivery.soft_bounce')).toBe('delivery, soft bounce');
  });

  it('takes from the data only what it can say', () => {
    const facts = timelineFacts({ fields: ['email', 7], reason: 'moon', times: 3, campaign: 7, source: 'moon' });
    expect(facts).toMatchObject({ fields: ['email'], reason: undefined, source: undefined, times: 3, campaign: '' });
  });
});

describe('an event in words', () => {
  const german = { locale: 'de-DE', yes: 'Ja', no: 'Nein' };
  const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ');

  it('has its amount in its currency, as the reader writes it', () => {
    const words = eventWords({ name: 'purchase', data: { amount: 1234.5, currency: 'eur', order: 'A-1' } }, german);
    expect(plain(words.amount)).toBe('1.234,50 €');
    expect(words.rest).toEqual([['order', 'A-1']]);
  });

  it('has an amount without a currency as a number', () => {
    expect(eventWords({ name: 'purchase', data: { amount: 12.5 } }, german).amount).toBe('12,5');
    expect(eventWords({ name: 'purchase', data: { amount: 12.5, currency: 'shells' } }, german).amount).toBe('12,5');
  });

  it('says what else it knows', () => {
    const words = eventWords({ name: 'visit', data: { page_views: 3, new_visitor: true, amount: 'much' } }, german);
    expect(words.amount).toBeNull();
    expect(words.rest).toEqual([
      ['page views', '3'],
      ['new visitor', 'Ja'],
      ['amount', 'much'],
    ]);
  });
});
