import { expect, test } from 'vitest';
import { markedMail } from '#renderer/features/campaigns/report/clicks/marked-mail.ts';

test('a badge lies at the link that it belongs to, and no address ends the style sheet', () => {
  const page = markedMail('<p>Hi</p>', [{ href: 'https://x.example/"</style><b>', says: '#1 · 4 · 12%' }]);
  expect(page.startsWith('<p>Hi</p><style>')).toBe(true);
  expect(page.match(/<\/style>/g)).toHaveLength(1);
  expect(page).not.toContain('<b>');
  expect(page).toContain('::after{content:"#1 · 4 · 12%"');
  expect(page).toContain('a[href="https://x.example/\\22 \\3c /style\\3e \\3c b\\3e "]');
});
