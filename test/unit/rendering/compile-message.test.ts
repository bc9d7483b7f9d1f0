import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compileMessage, type MessageSource } from '#main/rendering/compile-message.ts';
import { fillText } from '#main/rendering/compiled-text.ts';
import { APP_ROOT } from '#test/support/app-root.ts';
import { mergePerson } from '#test/support/merge-person.ts';

const FIXTURES = join(APP_ROOT, 'test/fixtures/email-html');
const fixture = <Rows>(name: string): Rows => JSON.parse(readFileSync(join(FIXTURES, name), 'utf8'));
const TRACKED = { base_url: 'https://t.example', track_opens: true, track_clicks: true };
const UNTRACKED = { ...TRACKED, track_opens: false, track_clicks: false };

const compile = (source: Partial<MessageSource>, options = TRACKED) =>
  compileMessage({ subject: '', preheader: '', body_kind: 'html', body: '', ...source }, options);
const html = (source: Partial<MessageSource>, options = TRACKED, person = mergePerson()) =>
  fillText(compile(source, options).html, person);

describe('links', () => {
  const cases = fixture<{ html: string; target: string | null; rewrite: boolean; note: string }[]>('links.json');
  it.each(cases)('$note: $html', ({ html: body, target, rewrite }) => {
    const { links, html: compiled } = compile({ body });
    expect(links).toHaveLength(rewrite ? 1 : 0);
    if (rewrite && target && !target.startsWith('rendered')) expect(links).toEqual([target]);
    expect(fillText(compiled, mergePerson()).includes('https://t.example/c/TOKEN/0')).toBe(rewrite);
  });

  const templates = fixture<{ file: string; links: { href: string; kind: string }[] }[]>('templates.json');
  const liquid = templates.filter(({ file }) => !file.includes('basic-receipt'));
  it.each(liquid)('of $file all lead through Herald, to where they led before', ({ file, links }) => {
    const body = readFileSync(join(FIXTURES, file), 'utf8');
    const web = links.filter(({ kind }) => kind === 'http' || kind === 'https').map(({ href }) => href);
    expect(compile({ body }).links).toEqual([...new Set(web)]);
  });

  it('keep the rest of the source as it is, to the letter', () => {
    const body = "<TABLE\n bgcolor=x><a  HREF = 'https://a.example' >x</a>&nbsp;<br/>{{ unsubscribe_url }}</TABLE>";
    const expected = body
      .replace('https://a.example', 'https://t.example/c/TOKEN/0')
      .replace('{{ unsubscribe_url }}', 'https://t.example/u/TOKEN');
    expect(html({ body }, { ...TRACKED, track_opens: false })).toBe(expected);
  });

  it('with the same target share an index', () => {
    const { links } = compile({
      body: '<a href="https://a.example">1</a><a href="https://b.example">2</a><a href="https://a.example">3</a>',
    });
    expect(links).toEqual(['https://a.example', 'https://b.example']);
  });

  it('in raw text, comments and scripts are left alone', () => {
    const inert = '<a href="https://a.example">x</a>';
    const body = `<!-- ${inert} -->{% raw %}${inert}{% endraw %}{% comment %}${inert}{% endcomment %}<style>${inert}</style>`;
    expect(compile({ body }).links).toEqual([]);
  });

  it('whose host is only known per person are not taken over', () => {
    expect(compile({ body: '<a href="https://{{ attributes.shop }}/x">x</a>' }).links).toEqual([]);
  });

  it('stay as they are when clicks are not tracked', () => {
    expect(html({ body: '<a href="https://a.example">x</a>' }, UNTRACKED)).toContain('href="https://a.example"');
  });
});

describe('the pixel', () => {
  const cases = fixture<{ html: string; rule: string }[]>('pixel.json');
  it.each(cases)('stands once, in the right place: $rule', ({ html: body }) => {
    const page = html({ body });
    const pixel = page.match(/<img [^>]*\/o\/TOKEN\.gif[^>]*>/g) ?? [];
    expect(pixel).toHaveLength(1);
    const after = page.slice(page.indexOf(pixel[0] ?? '') + (pixel[0]?.length ?? 0));
    expect(after).toMatch(/^(<\/body><\/html>)?$/i);
  });

  it('is not there when opens are not tracked', () => {
    expect(html({ body: '<p>x</p>' }, UNTRACKED)).not.toContain('/o/');
  });
});

describe('the preheader', () => {
  it('stands hidden at the start of the body, escaped, with its merge fields filled', () => {
    const page = html({
      body: '<html><body class="x"><p>Hi</p></body></html>',
      preheader: 'For {{ first_name }} & <co>',
    });
    expect(page).toMatch(/<body class="x"><div style="display:none[^>]*>For Ann &amp; &lt;co&gt;/);
  });

  it('stands where the body names it, and only there', () => {
    const page = html({ body: '<p>{{ preheader }}</p>{{ unsubscribe_url }}', preheader: 'Only {{ city }}' });
    expect(page).toContain('<p>Only Bonn</p>');
    expect(page).not.toContain('display:none');
  });
});

describe('the way out', () => {
  it('is added as a footer to a body without one', () => {
    const message = compile({ body: '<html><body><p>Hi</p></body></html>' });
    expect(message.has_own_unsubscribe).toBe(false);
    expect(fillText(message.html, mergePerson())).toMatch(
      /<a href="https:\/\/t\.example\/u\/TOKEN"[^>]*>Unsubscribe<\/a>/,
    );
    expect(fillText(message.text, mergePerson())).toContain('Unsubscribe <https://t.example/u/TOKEN>');
  });

  it('is the one that the body has, also in a link of its own', () => {
    const message = compile({ body: '<a href="{{unsubscribe_url}}">leave</a>' });
    expect(message.has_own_unsubscribe).toBe(true);
    expect(fillText(message.html, mergePerson())).not.toContain('Unsubscribe<');
  });
});

describe('personal values', () => {
  const eve = mergePerson({ first_name: '<Eve> "&"', attributes: { list: ['a', 'b'] } });

  it('are escaped in HTML, once', () => {
    expect(html({ body: '<p title="{{ first_name }}">{{ first_name | escape }}</p>' }, UNTRACKED, eve)).toContain(
      '<p title="&lt;Eve&gt; &#34;&amp;&#34;">&lt;Eve&gt; &#34;&amp;&#34;</p>',
    );
  });

  it('are what they are in subject and text, a subject having one line', () => {
    const message = compile({ subject: 'To {{ first_name }}\r\nBcc: x', body: '<p>{{ first_name }}</p>' });
    expect(fillText(message.subject, eve)).toBe('To <Eve> "&" Bcc: x');
    expect(fillText(message.text, eve)).toContain('<Eve> "&"');
  });

  it('escaped by the author for HTML are not so in the text part', () => {
    const { html: page, text } = compile({ body: '<p>{{ first_name | escape }} {{ company | newline_to_br }}</p>' });
    const person = mergePerson({ first_name: '<Eve>', company: 'A&B\nC' });
    expect(fillText(page, person)).toContain('<p>&lt;Eve&gt; A&amp;B<br />\nC</p>');
    expect(fillText(text, person)).toContain('<Eve> A&B\nC');
  });

  it('that contain Liquid are not run', () => {
    expect(html({ body: '{{ first_name }}' }, UNTRACKED, mergePerson({ first_name: '{{ email }}' }))).toContain(
      '{{ email }}',
    );
  });

  it('assigned in one place are known in the next', () => {
    expect(
      html({ body: '{% assign greeting = "Dear " | append: first_name %}<p>a</p>{{ greeting }}' }, UNTRACKED),
    ).toContain('<p>a</p>Dear Ann');
  });

  it('can be had under the name contact as well', () => {
    expect(html({ body: '{{ contact.first_name }} {{ contact.attributes.plan }} {{ name }}' }, UNTRACKED)).toContain(
      'Ann pro Ann Lee',
    );
  });
});

describe('Markdown', () => {
  const markdown = (body: string) => html({ body_kind: 'markdown', body }, UNTRACKED);

  it('becomes a page of its own, its Liquid untouched', () => {
    const page = markdown(
      '# Hi {{ first_name | default: "you & *all*" }}\n\nA [link](https://a.example/?p={{ attributes.plan }}).',
    );
    expect(page).toMatch(/<h1 [^>]*>Hi Ann<\/h1>/);
    expect(page).toMatch(/<a [^>]*href="https:\/\/a.example\/\?p=pro">link<\/a>/);
    expect(page).toMatch(/^<!doctype html>[\s\S]*<\/html>\n$/);
  });

  it('may have conditions around paragraphs', () => {
    const page = markdown('{% if city == "Bonn" %}\n\nHere\n\n{% else %}\n\nThere\n\n{% endif %}');
    expect(page).toMatch(/<p[^>]*>Here<\/p>/);
    expect(page).not.toContain('There');
    expect(page).not.toMatch(/<p[^>]*>\s*<\/p>/);
  });

  it('has its links tracked and its text part made', () => {
    const message = compile({ body_kind: 'markdown', body: '## News\n\n- [one](https://a.example)\n- two' });
    expect(message.links).toEqual(['https://a.example']);
    expect(fillText(message.text, mergePerson())).toContain('one <https://t.example/c/TOKEN/0>');
  });
});
