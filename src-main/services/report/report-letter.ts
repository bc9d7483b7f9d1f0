import { escapeHtml } from '#main/platform/escape-html.ts';
import type { ReportedCampaign } from '#main/repositories/report/reported-campaigns.repo.ts';
import { reportWords } from '../tracking/report-words.ts';

interface LetterOptions {
  name: string;
  days: number;
  locale: string;
  /** To the campaigns in the console. */
  link: string;
}

/** All of them stand in the file. */
const SHOWN = 20;
const MEASURES = ['sent', 'opened', 'clicked', 'unsubscribed'] as const;

/** What stands in the mail that carries a report: the latest campaigns as a short table, as HTML and as text. */
export function reportLetter(
  campaigns: readonly ReportedCampaign[],
  { name, days, locale, link }: LetterOptions,
): { subject: string; html: string; text: string } {
  const { columns, letter } = reportWords(locale);
  const number = new Intl.NumberFormat(locale);
  const shown = campaigns.slice(0, SHOWN);
  const intro = campaigns.length === 0 ? letter.nothing(days) : letter.intro(campaigns.length, days);
  const rest = campaigns.length > SHOWN ? letter.rest(campaigns.length - SHOWN) : '';
  const lines = shown.map(
    (one) =>
      `${one.name}\n  ${MEASURES.map((measure) => `${columns[measure]}: ${number.format(one[measure])}`).join(', ')}`,
  );
  const head = ['name' as const, ...MEASURES].map((column) => cell('th', columns[column], column !== 'name'));
  const rows = shown.map(
    (one) =>
      `<tr>${cell('td', one.name, false)}${MEASURES.map((measure) => cell('td', number.format(one[measure]), true)).join('')}</tr>`,
  );
  const table = `<table style="border-collapse:collapse"><thead><tr>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
  const open = escapeHtml(link);
  return {
    subject: letter.subject(name),
    text: [intro, ...lines, rest, link].filter((part) => part !== '').join('\n\n'),
    html: `<div style="font:14px/20px sans-serif;color:#1b212e"><p>${escapeHtml(intro)}</p>${shown.length > 0 ? table : ''}${
      rest && `<p>${escapeHtml(rest)}</p>`
    }<p><a href="${open}">${escapeHtml(letter.open)}</a></p></div>`,
  };
}

function cell(tag: 'th' | 'td', text: string, isNumber: boolean): string {
  return `<${tag} style="padding:6px 12px;border-bottom:1px solid #e6e9ee;text-align:${isNumber ? 'right' : 'left'}">${escapeHtml(text)}</${tag}>`;
}
