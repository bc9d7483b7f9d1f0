const SCRIPTS = /<(script|iframe|object|embed)\b[\s\S]*?(?:<\/\1\s*>|$)/gi;
const TAG = /<[a-z][^>]*>/gi;
const HANDLER = /\s+on[a-z]+\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;

/** HTML of an author without what no mail program runs. What keeps it from running here is the frame it is shown in. */
export function withoutScripts(html: string): string {
  return html.replace(SCRIPTS, '').replace(TAG, (tag) => tag.replace(HANDLER, ''));
}
