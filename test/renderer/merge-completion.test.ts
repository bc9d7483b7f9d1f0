import { describe, expect, it } from 'vitest';
import { compileText, fillText } from '#main/rendering/compiled-text.ts';
import { mergeDataOf } from '#main/rendering/merge-data.ts';
import { MADE_UP_PERSON } from '#main/services/contact/merge-contact.ts';
import { LIQUID_FILTERS, mergeOffers } from '#renderer/pickers/message-body/merge-completion.ts';

const WORDS = {
  own: [
    { key: 'plan', label: 'Plan', type: 'Text' },
    { key: 'last order', label: 'Last order', type: 'Date' },
  ],
  nameOf: (field: string) => `the ${field}`,
  text: 'Text',
};
/** The text with the offer of this name taken, where `^` stands. */
function take(text: string, label: string): string {
  const [before = '', after = ''] = text.split('^');
  const found = mergeOffers({ before, after }, WORDS);
  const offer = found?.options.find((one) => one.label === label);
  if (!found || !offer) throw new Error(`${label} is not offered`);
  return `${before.slice(0, before.length - found.typed)}${offer.apply}${after}`;
}
const offered = (text: string) => {
  const [before = '', after = ''] = text.split('^');
  return mergeOffers({ before, after }, WORDS)?.options.map(({ label }) => label) ?? null;
};

describe('completion of merge fields', () => {
  it('offers the fields of the menu and those of the organization, with what they are', () => {
    const found = mergeOffers({ before: 'Dear {{ ', after: '' }, WORDS)?.options ?? [];
    expect(found[0]).toMatchObject({ label: 'first_name', detail: 'the first_name, Text' });
    expect(found.find(({ label }) => label === 'attributes.plan')).toMatchObject({ detail: 'Plan, Text' });
    expect(found.find(({ label }) => label === 'attributes["last order"]')).toMatchObject({
      detail: 'Last order, Date',
    });
  });

  it.each([
    ['Dear {{^', 'first_name', 'Dear {{ first_name }}'],
    ['Dear {{^}}!', 'first_name', 'Dear {{ first_name }}!'],
    ['Dear {{ fir^ }}!', 'first_name', 'Dear {{ first_name }}!'],
    ['Dear {{ attributes.p^', 'attributes.plan', 'Dear {{ attributes.plan }}'],
    ['Dear {{fir^}}', 'first_name', 'Dear {{ first_name }}'],
    ['{{ city |^ }}', 'default', '{{ city | default: "there" }}'],
    ['{{ city | up^', 'upcase', '{{ city | upcase }}'],
    ['{{ a }} and {{ ^\n{{ b }}', 'city', '{{ a }} and {{ city }}\n{{ b }}'],
  ])('makes of %s with %s: %s', (text, label, made) => {
    expect(take(text, label)).toBe(made);
  });

  it.each([
    'Dear ^',
    '{{ a }} ^',
    '{{ city | default: "^',
    '{{ city | default: "a | b^',
    '{{ first_name last^',
    '{% if a^',
  ])('offers nothing in %s', (text) => {
    expect(offered(text)).toBeNull();
  });

  it('offers only filters that the template language has', () => {
    const data = mergeDataOf(MADE_UP_PERSON, {
      token: '',
      unsubscribe_url: '',
      preferences_url: '',
      view_in_browser_url: '',
    });
    for (const written of Object.values(LIQUID_FILTERS)) {
      const text = `{{ first_name | ${written} }}`;
      expect(() =>
        fillText(compileText({ part: 'body', text, written: text, mode: 'plain', one_line: false }), data),
      ).not.toThrow();
    }
  });
});
