import { expect, test } from 'vitest';
import { compileSms, fillSms } from '#main/rendering/compile-sms.ts';
import { NO_LINK_TAGS } from '#shared/domain/campaign/link-tags.ts';
import { mergePerson } from '#test/support/merge-person.ts';

const BASE = 'https://t.example';
const SHORT = { ...mergePerson(), token: 'abcdefghijklmno' };
const tracked = (body: string) => {
  const compiled = compileSms(body, { base_url: BASE });
  return { text: fillSms(compiled, SHORT), links: compiled.links };
};

test.for<[string, string, string, string[]]>([
  ['at the end', 'Look: https://a.example/x', 'Look: https://t.example/c/abcdefghijklmno', ['https://a.example/x']],
  ['before a full stop', 'At https://a.example/x.', 'At https://t.example/c/abcdefghijklmno.', ['https://a.example/x']],
  ['in brackets', '(https://a.example/x)', '(https://t.example/c/abcdefghijklmno)', ['https://a.example/x']],
  [
    'with brackets of its own',
    'https://a.example/x_(y) is it',
    'https://t.example/c/abcdefghijklmno is it',
    ['https://a.example/x_(y)'],
  ],
  [
    'twice, and another',
    'https://a.example https://b.example https://a.example',
    'https://t.example/c/abcdefghijklmno https://t.example/c/abcdefghijklmno/1 https://t.example/c/abcdefghijklmno',
    ['https://a.example', 'https://b.example'],
  ],
  [
    'that is personal',
    'https://a.example/?n={{ first_name }}!',
    'https://t.example/c/abcdefghijklmno!',
    ['https://a.example/?n={{ first_name }}'],
  ],
  [
    'in branches',
    '{% if first_name == "Ann" %}https://a.example/x{% else %}https://b.example/y{% endif %} bye',
    'https://t.example/c/abcdefghijklmno bye',
    ['https://a.example/x', 'https://b.example/y'],
  ],
])('a link %s is short and leads where it led', ([, body, text, links]) => {
  expect(tracked(body)).toEqual({ text, links });
});

test.for<[string, string, string]>([
  ['whose host is personal', 'https://{{ city }}.example/x', 'https://Bonn.example/x'],
  ['that goes on for some', 'https://a.example/x{% if first_name == "Ann" %}y{% endif %}', 'https://a.example/xy'],
  ['that goes on behind branches', '{% if city %}https://a.example/{% endif %}{{ city }}', 'https://a.example/Bonn'],
  ['with an end of its own', '{% if city %}https://a.example/x{% endif %}.html', 'https://a.example/x.html'],
  ['without a scheme', 'www.a.example', 'www.a.example'],
  ['of Herald itself', '{{ unsubscribe_url }}', 'https://t.example/u/TOKEN'],
])('a link %s stays as it is', ([, body, text]) => {
  expect(tracked(body)).toEqual({ text, links: [] });
});

test('parameters are added to where it leads, not to what is paid for', () => {
  const link_tags = { ...NO_LINK_TAGS, on: true, source: 'herald', medium: 'sms', campaign: 'sale' };
  const compiled = compileSms('https://a.example/x', { base_url: BASE, link_tags });
  expect(compiled.links).toEqual(['https://a.example/x?utm_source=herald&utm_medium=sms&utm_campaign=sale']);
  expect(fillSms(compiled, SHORT)).toBe('https://t.example/c/abcdefghijklmno');
});

test('without tracking the text is as its author wrote it', () => {
  const compiled = compileSms('Hi {{ first_name }}: https://a.example/x');
  expect(fillSms(compiled, mergePerson())).toBe('Hi Ann: https://a.example/x');
});
