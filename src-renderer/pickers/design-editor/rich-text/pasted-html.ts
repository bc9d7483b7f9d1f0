const LARGEST = 1_000_000;

/** What word processors put around a text, which is no text; null for more than a mail can be. */
export function pastedHtml(html: string): string | null {
  if (html.length > 8 * LARGEST) return null;
  const bare = html
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<(style|script|xml|head|title)\b[\s\S]*?<\/\1\s*>/gi, '')
    .replace(/<\/?(?:o|w|v|m|st1):[^>]*>/gi, '')
    .replace(/\s(?:class|lang|style|id|on[a-z]+)\s*=\s*(?:"[^"]*"|'[^']*')/gi, (attribute) =>
      /font-weight:\s*(?:bold|700)|font-style:\s*italic/i.test(attribute) ? attribute : '',
    );
  return bare.length > LARGEST ? null : bare;
}
