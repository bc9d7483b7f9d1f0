import { describe, expect, it } from 'vitest';
import { checkMessage } from '#main/rendering/check-message.ts';
import { compileMessage } from '#main/rendering/compile-message.ts';
import { fillText } from '#main/rendering/compiled-text.ts';
import { designToHtml } from '#main/rendering/design/design-html.ts';
import type { MergeData } from '#main/rendering/merge-data.ts';
import type { Block } from '#shared/domain/design/design.ts';
import { mergePerson } from '#test/support/merge-person.ts';
import { designWith, PLAIN, textBlock } from '#test/support/sample-design.ts';

const OPTIONS = { base_url: 'https://t.example', track_opens: false, track_clicks: true };

function mailOf(body: string, data: Partial<MergeData> = {}) {
  const compiled = compileMessage({ subject: 'S', preheader: '', body_kind: 'visual', body }, OPTIONS);
  const whole = { ...mergePerson(), ...data };
  return { ...compiled, html: fillText(compiled.html, whole), text: fillText(compiled.text, whole) };
}

const problemsOf = (body: string) =>
  checkMessage({ subject: 'S', preheader: '', body_kind: 'visual', body }, mergePerson());

describe('a mail made of blocks', () => {
  it('says what its blocks say, in HTML and as text', () => {
    const { html, text } = mailOf(designWith(textBlock('a', 'Fish & chips', 'for <all>')));
    expect(html).toContain('<p style="margin:0 0 14px">Fish &amp; chips</p>');
    expect(text).toContain('Fish & chips');
    expect(text).toContain('for <all>');
  });

  it('fills in merge fields with what stands for the missing', () => {
    const field = { type: 'field', attrs: { path: 'first_name', fallback: 'you' } } as const;
    const block: Block = {
      ...textBlock('a'),
      text: { type: 'doc', content: [{ type: 'paragraph', content: [field] }] },
    };
    expect(mailOf(designWith(block), { first_name: 'A<b>' }).html).toContain('>A&lt;b&gt;</p>');
    expect(mailOf(designWith(block), { first_name: '' }).text).toContain('you');
  });

  it('shows a block only to those for whom its rule holds, in both parts', () => {
    const show_if = { match: 'any', tests: [{ field: 'country', test: 'is', value: 'AT' }] } as const;
    const body = designWith({ ...textBlock('a', 'Servus'), show_if: { ...show_if, tests: [...show_if.tests] } });
    expect(mailOf(body, { country: 'AT' }).html).toContain('Servus');
    expect(mailOf(body, { country: 'DE' }).html).not.toContain('Servus');
    expect(mailOf(body, { country: 'DE' }).text).not.toContain('Servus');
  });

  it.each([
    ['a number', 2024, 'Hi'],
    ['the same as a text', '2024', 'Hi'],
    ['another one', '02024', 'Ho'],
    ['nothing', null, 'Ho'],
  ])('takes what looks like a number for a text, too: %s', (_, plan, wanted) => {
    const test = { field: 'attributes.plan', value: '2024' };
    const rule = (kind: 'is' | 'is_not') => ({
      match: 'all' as const,
      tests: [
        { ...test, test: kind },
        { field: 'country', test: 'is' as const, value: 'AT' },
        { ...test, test: kind },
      ],
    });
    const body = designWith(
      { ...textBlock('a', 'Hi'), show_if: rule('is') },
      { ...textBlock('b', 'Ho'), show_if: rule('is_not') },
    );
    const { html } = mailOf(body, { country: 'AT', attributes: { plan } });
    expect(['Hi', 'Ho'].filter((word) => html.includes(`>${word}</p>`))).toEqual([wanted]);
    expect(mailOf(body, { country: 'DE', attributes: { plan } }).html).not.toMatch(/>H[io]<\/p>/);
  });

  it('follows links through Herald, and leaves out those that would run something', () => {
    const button = (id: string, href: string): Block => ({
      ...PLAIN,
      id,
      kind: 'button',
      label: 'Go',
      href,
      align: 'left',
      form: 'filled',
      wide: false,
    });
    const { links, html } = mailOf(
      designWith(button('a', 'https://shop.example/?a=1&b=2'), button('b', 'javascript:alert(1)')),
    );
    expect(links).toEqual(['https://shop.example/?a=1&b=2']);
    expect(html).not.toContain('javascript:');
  });

  it('keeps columns apart on a screen and lets them go below one another', () => {
    const column = (id: string) => ({ share: 50, blocks: [textBlock(id, `Column ${id}`)] });
    const columns = [column('a'), column('b')];
    const html = designToHtml(designWith({ ...PLAIN, id: 'c', kind: 'columns', columns, stack: true, valign: 'top' }));
    expect(html.match(/class="hd-col" style="display:inline-block;width:100%;max-width:284px/g)).toHaveLength(2);
    expect(html.match(/<!--\[if mso\]><td width="284"/g)).toHaveLength(2);
  });

  it('names the block in which Liquid is broken, even where two blocks together would be whole', () => {
    const body = designWith(
      { ...PLAIN, id: 'x', kind: 'html', source: '{% if city %}' },
      { ...PLAIN, id: 'y', kind: 'html', source: '{% endif %}' },
    );
    expect(problemsOf(body)).toEqual([
      { part: 'body', line: null, column: null, block: 'x', message: expect.stringContaining('In the block “html”') },
    ]);
  });

  it('leaves out scripts and handlers of pasted HTML', () => {
    const html = designToHtml(
      designWith({ ...PLAIN, id: 'x', kind: 'html', source: '<b onclick="steal()">Hi</b><script>steal()</script>' }),
    );
    expect(html).toContain('<b>Hi</b>');
    expect(html).not.toContain('steal');
  });

  it.each([
    ['no JSON', 'hello', 'can’t be read'],
    ['a kind that nobody knows', designWith().replace('[]', '[{"id":"a","kind":"video"}]'), 'no mail made of blocks'],
    ['nesting without end', `${'['.repeat(90_000)}${']'.repeat(90_000)}`, 'no mail made of blocks'],
    ['more than a mail can be', JSON.stringify({ x: 'y'.repeat(2_100_000) }), 'larger than 2 MB'],
  ])('refuses %s in a sentence', (_, body, sentence) => {
    expect(problemsOf(body)[0]?.message).toContain(sentence);
  });
});
