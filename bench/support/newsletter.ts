/** A newsletter of about 10 KB with twelve links and four merge fields. */
const PARAGRAPH =
  'The spring catalogue brings together forty new pieces from small workshops, each one made to order and shipped within a ' +
  'week. We visited the makers, photographed their benches and asked what they are proudest of — here is what they said.';

const ITEMS = Array.from(
  { length: 12 },
  (_, index) =>
    `<tr><td style="padding:16px 24px;font-family:Helvetica,Arial,sans-serif;font-size:15px;color:#333333">
<h2 style="margin:0 0 8px;font-size:18px;color:#111111">Piece number ${index + 1}</h2><p style="margin:0 0 12px">${PARAGRAPH}</p>
<a href="https://shop.example/catalogue/2026/item-${index + 1}?ref=newsletter" style="display:inline-block">See it</a></td></tr>`,
);

export const NEWSLETTER_SUBJECT = '{{ first_name }}, the spring catalogue is here';

export const NEWSLETTER = `<!doctype html><html><head><meta charset="utf-8"><title>Spring</title></head><body><table width="600">
<tr><td><h1>Hello {{ first_name }},</h1><p>news for {{ company }} in {{ city }}.</p></td></tr>
${ITEMS.join('\n')}
<tr><td><p>You get this because {{ email }} is subscribed. <a href="{{ unsubscribe_url }}">Unsubscribe</a></p></td></tr>
</table></body></html>`;

/** The same by plain replacement of strings: the least that anybody who uses a mail library does. */
export function fillPlainly(text: string, fields: Readonly<Record<string, string>>): string {
  return text.replace(/\{\{ (\w+) \}\}/g, (_, name: string) => fields[name] ?? '');
}
