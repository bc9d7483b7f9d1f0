import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkMessage } from '#main/rendering/check-message.ts';
import { compileMessage, type MessageSource } from '#main/rendering/compile-message.ts';
import { fillText } from '#main/rendering/compiled-text.ts';
import { mergeFieldsOf, missingFields, unknownFields } from '#main/rendering/merge-fields.ts';
import { RenderError } from '#main/rendering/render-error.ts';
import { isPersonalTarget, renderLinkTarget } from '#main/rendering/render-link-target.ts';
import { computingMillis } from '#test/support/computing-millis.ts';
import { mergePerson } from '#test/support/merge-person.ts';
import { designWith, PLAIN } from '#test/support/sample-design.ts';

const source = (part: Partial<MessageSource>): MessageSource => ({
  subject: '',
  preheader: '',
  body_kind: 'html',
  body: '',
  ...part,
});
const problems = (part: Partial<MessageSource>) => checkMessage(source(part), mergePerson());
const OPTIONS = { base_url: 'https://t.example', track_opens: true, track_clicks: true };

describe('a template problem', () => {
  it.each([
    ['{{ first_name', 1, 1, 'A {{ is not closed: }} is missing.'],
    ['<p>\n  {{ first_name | shout }}', 2, 3, 'There is no filter named "shout".'],
    ['a\nb\n  {% wait %}', 3, 3, 'There is no tag named "wait".'],
    ['x {% if city %} y', 1, 3, 'The tag {% if city %} is not closed.'],
    ['{% include "/etc/passwd" %}', 1, 1, 'There is no tag named "include".'],
    ['{% render "x" %}', 1, 1, 'There is no tag named "render".'],
  ])('of %j stands at line %i, column %i', (body, line, column, message) => {
    expect(problems({ body })).toEqual([{ part: 'body', line, column, message }]);
  });

  it.each([
    ['a loop in a loop', '\n{% for i in (1..3000) %}{% for j in (1..3000) %}x{% endfor %}{% endfor %}'],
    ['a million turns', '\n{% for i in (1..1000000) %}{{ i }} {{ first_name | append: "xxxxxxxx" }}{% endfor %}'],
    ['more turns than memory', '\n{% for i in (1..900000000) %}x{% endfor %}'],
    [
      'text that doubles',
      '\n{% assign x = "xxxxxxxxxx" %}{% for i in (1..40) %}{% assign x = x | append: x %}{% endfor %}',
    ],
  ])('ends %s within a second, with its place', (_, body) => {
    let [problem] = problems({ body: '' });
    const spent = computingMillis(() => {
      [problem] = problems({ body });
    });
    expect(spent).toBeLessThan(1_000);
    expect(problem).toMatchObject({ part: 'body', line: 2, column: expect.any(Number) });
    expect(problem?.message).toContain('Is there a loop that runs too often?');
  });

  it('of the compiled message is told at the line of what was written', () => {
    const body = '<a href="https://a.example/very/long/target">a</a>\n\n<p>{{ 1 | divided_by: zero.zero | shout }}</p>';
    expect(() => compileMessage(source({ body, preheader: 'x' }), OPTIONS)).toThrowError(
      expect.objectContaining({ name: 'RenderError', part: 'body', line: 3, column: 4 }),
    );
  });

  it('says of a template that is nested without end that it is', () => {
    const body = '{% if city %}'.repeat(20_000) + '{% endif %}'.repeat(20_000);
    expect(() => compileMessage(source({ body }), OPTIONS)).toThrowError(
      expect.objectContaining({ name: 'RenderError', part: 'body', message: 'This is nested too deeply.' }),
    );
  });

  // Each of these takes a parser whose time grows with the square of the text longer than the limit.
  it.each([
    ['quotes in quotes', `${'>'.repeat(20_000)} x`],
    ['half-open emphasis', 'a_'.repeat(50_000)],
    ['half-open strong emphasis', '*a **a '.repeat(20_000)],
    ['half-open links', '[a](b'.repeat(20_000)],
    ['lists in lists', Array.from({ length: 2_000 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')],
  ])('is not that Markdown has %s', { timeout: 20_000 }, (_name, body) => {
    expect(compileMessage(source({ body_kind: 'markdown', body }), OPTIONS).links).toEqual([]);
  });

  it.each([
    ['HTML', 'html', '<p class="MsoNormal">x</p>'.repeat(200_000)],
    ['Markdown', 'markdown', 'word '.repeat(300_000)],
    [
      'blocks',
      'visual',
      designWith(
        ...Array.from({ length: 60 }, (_, no) => ({
          ...PLAIN,
          id: `b${no}`,
          kind: 'html' as const,
          source: 'x'.repeat(20_000),
        })),
      ),
    ],
  ] as const)('is found at once where %s is more than a mail can be', (_name, body_kind, body) => {
    const wish = source({ body_kind, body });
    const large = expect.objectContaining({ part: 'body', message: expect.stringContaining('at most one million') });
    expect(checkMessage(wish, mergePerson())).toEqual([large]);
    expect(() => compileMessage(wish, OPTIONS)).toThrowError(large);
  });

  it('is not that there are many merge fields', { timeout: 10_000 }, () => {
    const body = '<p><a href="https://a.example">{{ first_name }}</a></p>\n'.repeat(10_000);
    expect(compileMessage(source({ body }), OPTIONS).links).toEqual(['https://a.example']);
  });

  it('is the only thing that any text can end in', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '{{',
        '}}',
        '{%',
        '%}',
        '{% if a %}',
        '{% endif %}',
        '{% raw %}',
        '<a href="',
        '">',
        '</body>',
        '<!--',
        "'",
        '|',
        '{% for i in (1..9) %}',
        '{% endfor %}',
        'https://a.example',
        ' first_name ',
        '{{ first_name }}',
      ),
      fc.string({ maxLength: 8 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), fc.constantFrom('html', 'markdown'), (pieces, body_kind) => {
        const text = pieces.join('');
        try {
          const message = compileMessage(
            source({ subject: text, preheader: text, body_kind: body_kind as 'html', body: text }),
            OPTIONS,
          );
          for (const part of [message.subject, message.html, message.text]) fillText(part, mergePerson());
        } catch (error) {
          expect(error).toBeInstanceOf(RenderError);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('merge fields', () => {
  const message = source({
    subject: '{{ first_name }}',
    body: '{{ company }} {{ attributes.plan }} {{ attributes.size | default: "?" }} {% assign x = 1 %}{{ x }} {{ unsubscribe_url }} {{ frst }}',
  });

  it('that this person has no value for are named', () => {
    expect(missingFields(mergeFieldsOf(message), mergePerson())).toEqual(['company', 'attributes.size', 'frst']);
  });

  it('that nobody can have are named with their place', () => {
    expect(unknownFields(message, mergePerson())).toMatchObject([
      { part: 'body', line: 1, message: expect.stringContaining('"frst"') },
    ]);
  });
});

describe('a link target', () => {
  it('is filled in when it is clicked', () => {
    const target = 'https://a.example/{{ attributes.plan }}?n={{ first_name | url_encode }}';
    expect(isPersonalTarget(target)).toBe(true);
    expect(renderLinkTarget(target, mergePerson({ first_name: 'Jürgen' }))).toBe('https://a.example/pro?n=J%C3%BCrgen');
  });

  it.each([
    'javascript:alert(1)',
    '{{ attributes.plan }}',
    'https://',
    'ftp://a.example',
    '//a.example',
    'https://a b',
  ])('is none when it is no web address: %s', (target) => {
    expect(renderLinkTarget(target, mergePerson())).toBeNull();
  });
});
