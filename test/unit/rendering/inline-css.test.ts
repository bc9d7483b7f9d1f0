import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inlineCss } from '#main/rendering/inline-css.ts';
import { scanHtml } from '#main/rendering/scan-html.ts';
import { APP_ROOT } from '#test/support/app-root.ts';

interface Case {
  name: string;
  html: string;
  first: string;
  expect_style: Record<string, string>;
  must_contain?: string[];
}

const cases: Case[] = JSON.parse(readFileSync(join(APP_ROOT, 'test/fixtures/email-html/css-inline.json'), 'utf8'));

function styleOf(page: string, element: string): Record<string, string> {
  const style = scanHtml(page, page)
    .tags.find(({ name }) => name === element)
    ?.attributes.get('style')?.value;
  const pairs = (style ?? '').split(';').map((one) => one.split(':').map((part) => part.trim()));
  return Object.fromEntries(pairs.filter(([name]) => name));
}

describe('styles are written into their elements', () => {
  it.each(cases)('$name', ({ html, first, expect_style, must_contain = [] }) => {
    const page = inlineCss(html);
    expect(styleOf(page, first)).toEqual(expect_style);
    for (const text of must_contain) expect(page).toContain(text);
  });
});

describe('of a page', () => {
  it('nothing but the styles changes, whatever its author wrote', () => {
    const page =
      "<STYLE>.a{color:red}@media (max-width:480px){.a{color:blue}}</STYLE>\n<TABLE bgcolor=x>{% for p in attributes.list %}<tr><TD class='a'>{{ p }}&nbsp;</tr>{% endfor %}</TABLE><!--[if mso]><td class='a'><![endif]-->";
    expect(inlineCss(page)).toBe(page.replace("<TD class='a'>", '<TD style="color: red;" class=\'a\'>'));
  });

  it('without style blocks nothing changes at all', () => {
    const page = '<p class="a" style="color:green">x';
    expect(inlineCss(page)).toBe(page);
  });

  it('merge fields keep their place in rules and in styles', () => {
    const page =
      '<style>.a{background:{{ attributes.colour }}}</style><p class="a" style="width:{{ attributes.w }}px">x</p>';
    expect(inlineCss(page)).toContain('style="background: {{ attributes.colour }};width: {{ attributes.w }}px"');
  });

  it('rules and elements that hold only for some are left to the mail program', () => {
    const page =
      '<style>{% if city %}.a{color:red}{% endif %}</style><p class="a">x</p><style>p{margin:0}</style><p {% if city %}class="a"{% endif %}>y</p>';
    expect(inlineCss(page)).toBe(page.replace('<p class="a">x', '<p style="margin: 0;" class="a">x'));
  });

  it('nothing is fetched from elsewhere', () => {
    const page = '<link rel="stylesheet" href="http://127.0.0.1:1/a.css"><style>p{margin:0}</style><p>x</p>';
    expect(inlineCss(page)).toBe(page.replace('<p>', '<p style="margin: 0;">'));
  });
});
