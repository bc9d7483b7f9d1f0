import { expect, it } from 'vitest';
import { pastedHtml } from '#renderer/pickers/design-editor/rich-text/pasted-html.ts';

it('keeps the words of what a word processor gives, and nothing around them', () => {
  const word = `<html xmlns:o="x"><head><style>p.MsoNormal {margin:0}</style><xml><o:p>1</o:p></xml></head><body><!--[if gte mso 9]>x<![endif]-->
    <p class="MsoNormal" style="mso-fareast:x" onclick="steal()">Dear <b>all</b><o:p></o:p><script>steal()</script></p></body></html>`;
  const bare = pastedHtml(word) ?? '';
  expect(bare).toContain('<p>Dear <b>all</b></p>');
  expect(bare).not.toMatch(/mso|steal|style/i);
});

it('takes a long text of a word processor, and refuses more than a mail can be', () => {
  const noise = `<!--${'x'.repeat(5_000_000)}--><p>Short</p>`;
  expect(pastedHtml(noise)).toBe('<p>Short</p>');
  expect(pastedHtml(`<p>${'x'.repeat(5_000_000)}</p>`)).toBeNull();
});
