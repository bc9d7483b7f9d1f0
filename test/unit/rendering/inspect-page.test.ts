import { describe, expect, it } from 'vitest';
import { inspectPage } from '#main/rendering/inspect-page.ts';
import { neededFields } from '#main/rendering/needed-fields.ts';

describe('a page', () => {
  it('names images without alternative text, and not those that are decoration', () => {
    const { images, without_alt } = inspectPage('<img src="a.png"><img src="b.png" alt=""><img src="a.png">');
    expect(images).toEqual(['a.png', 'b.png']);
    expect(without_alt).toEqual(['a.png']);
  });

  it.each([
    ['<p style="color:#999">pale</p>', [2.8]],
    ['<table bgcolor="#000000"><td><p style="color:#fff">fine</p></td></table>', []],
    ['<div style="background-color:#222"><p>dark on dark</p></div>', [1.3]],
    ['<div style="background:url(x.png)"><p style="color:#eee">who knows</p></div>', []],
    ['<h1 style="color:#888">large</h1><p style="color:#888">small</p>', [3.5]],
    ['<div style="display:none;color:#fff">hidden</div>', []],
    ['<a style="color:#fff;background:#4338ca">button</a>', []],
  ])('judges contrast: %s', (html, ratios) => {
    expect(inspectPage(html).contrast.map(({ ratio }) => ratio)).toEqual(ratios);
  });

  it('counts links that name another address than the one they lead to', () => {
    const page =
      '<a href="https://evil.example/x">www.bank.example</a><a href="https://www.shop.example/a">shop.example</a><a href="https://t.example/c/1">our shop</a>';
    expect(inspectPage(page).masked_links).toBe(1);
  });

  it('nested without end is looked at all the same', () => {
    expect(inspectPage(`${'<div>'.repeat(20_000)}<img src="a.png">`).without_alt).toEqual(['a.png']);
  });
});

describe('fields that leave a hole', () => {
  const needed = (body: string, subject = '') => neededFields({ subject, preheader: '', body_kind: 'html', body });

  it.each([
    ['{{ first_name }}', ['first_name']],
    ['{{ first_name | default: "you" }}', []],
    ['{% if first_name != "" %}{{ first_name }}{% endif %}', []],
    ['{% if city %}{{ first_name }}{% endif %}', ['first_name']],
    ['{% if first_name %}x{% endif %}{{ first_name }}', ['first_name']],
    ['{% for x in attributes.list %}{{ x }}{% endfor %}', []],
    ['{% assign a = attributes.plan %}{{ a }}', ['attributes.plan']],
    ['{{ attributes.plan_name }} {{ attributes.plan | default: "x" }}', ['attributes.plan_name']],
    ['{{ unsubscribe_url }}', []],
  ])('%s', (body, fields) => {
    expect(needed(body)).toEqual(fields);
  });

  it('are looked for in the subject, too', () => {
    expect(needed('x', 'For {{ company }}')).toEqual(['company']);
  });
});
