/** Titles of the parts, as the person reads them. */
const TITLES: Record<string, string> = {
  contact: 'Who you are to us',
  lists: 'Lists',
  consents: 'What you agreed to',
  preferences: 'Preferences',
  suppressions: 'Addresses we do not write to',
  tags: 'Tags',
  notes: 'Notes',
  events: 'Events',
  emails: 'Emails',
  transactional: 'Single messages',
  opens_and_clicks: 'Opens and clicks',
  came_back: 'Bounces and replies',
  leavings: 'Unsubscribing',
  segments: 'Segments entered and left',
  history: 'History',
};

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;max-width:1000px;margin:40px auto;padding:0 20px;color:#1a1d26}
h1{font-size:22px}h2{font-size:17px;margin-top:32px}table{border-collapse:collapse;width:100%;font-size:13px}
th,td{text-align:left;vertical-align:top;padding:6px 10px;border-bottom:1px solid #d9dce3;overflow-wrap:anywhere}
th{color:#555b6b;font-weight:600}p{color:#555b6b}`;

/** A page that stands alone: no scripts, nothing loaded from anywhere. */
export function personPage(name: string, made_at: string, known: Record<string, Record<string, unknown>[]>): string {
  const parts = Object.entries(known).map(([part, rows]) => section(TITLES[part] ?? part, part, rows));
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escaped(name)}</title>
<style>${STYLE}</style></head><body><h1>Everything known of ${escaped(name)}</h1>
<p>As of ${escaped(made_at)}. Times are UTC.</p>${parts.join('')}</body></html>`;
}

function section(title: string, part: string, rows: Record<string, unknown>[]): string {
  const [first] = rows;
  if (!first) return `<h2>${escaped(title)}</h2><p>Nothing.</p>`;
  const body = part === 'contact' ? facts(first) : table(Object.keys(first), rows);
  return `<h2>${escaped(title)}</h2>${body}`;
}

function facts(row: Record<string, unknown>): string {
  const lines = Object.entries(row).map(
    ([name, value]) => `<tr><th>${escaped(words(name))}</th><td>${escaped(shown(value))}</td></tr>`,
  );
  return `<table>${lines.join('')}</table>`;
}

function table(names: string[], rows: Record<string, unknown>[]): string {
  const head = names.map((name) => `<th>${escaped(words(name))}</th>`).join('');
  const lines = rows.map((row) => `<tr>${names.map((name) => `<td>${escaped(shown(row[name]))}</td>`).join('')}</tr>`);
  return `<table><tr>${head}</tr>${lines.join('')}</table>`;
}

function words(name: string): string {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  if (typeof value !== 'object') return String(value);
  const entries = Object.entries(value).map(([name, one]) => `${name}: ${shown(one)}`);
  return entries.length > 0 ? entries.join(', ') : '-';
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}
