import { createHash } from 'node:crypto';
import type { PageLanguage } from '#shared/domain/consent/page-language.ts';
import { inkOn, PLAIN_LOOK, type PublicLook } from '#shared/domain/consent/public-look.ts';
import { escapeHtml } from './liquid-engine.ts';

/** What a page for readers says. */
export interface PageContent {
  title: string;
  /** Who speaks; stands above the title. */
  organization?: string;
  /** HTML, escaped by whoever made it. */
  body: string;
  look?: PublicLook;
  framed?: boolean;
}

const STYLE = `:root{color-scheme:light dark;--line:light-dark(#d8dce3,#343945);--edge:light-dark(#848d9d,#7a8394);--quiet:light-dark(#5b6472,#a3acba);
--bad:light-dark(#b42318,#fda29b)}*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;grid-template-rows:1fr auto;justify-items:center;align-items:center;gap:24px;padding:24px 16px;
font:16px/24px system-ui,sans-serif;background:light-dark(#f4f5f8,#14161b);color:light-dark(#1b1f27,#e8eaee)}
main{max-width:520px;width:100%;padding:32px;border-radius:12px;border:1px solid var(--line);background:light-dark(#fff,#1c1f26)}
body.framed{display:block;min-height:0;padding:0;background:none}body.framed main{max-width:none;border:0;border-radius:0;padding:16px}
.from{margin:0 0 4px;font-size:14px;line-height:20px;color:var(--quiet)}h1{margin:0 0 12px;font-size:22px;line-height:30px;text-wrap:balance}
h2{margin:24px 0 8px;font-size:16px;line-height:24px}p{margin:0 0 20px;overflow-wrap:anywhere}p:last-child{margin-bottom:0}
form{margin:0}form+form,form+details,details+form{margin-top:16px}a{color:inherit}
button{font:inherit;font-weight:600;min-height:44px;padding:9px 20px;border-radius:8px;border:1px solid transparent;cursor:pointer;
background:var(--accent);color:var(--ink)}
button.quiet{background:none;border-color:var(--edge);color:inherit;font-weight:400}button.wide{width:100%}
:focus-visible{outline:3px solid light-dark(#4338ca,#a5b4fc);outline-offset:2px}
fieldset{border:0;border-top:1px solid var(--line);margin:24px 0 16px;padding:20px 0 0;min-width:0}
legend{float:left;padding:0;width:100%;margin-bottom:8px;font-weight:600}legend+*{clear:both}
.field{margin:0 0 16px}.field>label,.field>.label{display:block;margin-bottom:4px;font-weight:500}.field small,.choice small{display:block;color:var(--quiet);font-size:14px;line-height:20px}
input[type=text],input[type=email],input[type=tel],input[type=number],input[type=date],select,textarea{font:inherit;width:100%;min-height:44px;padding:9px 12px;
border-radius:8px;border:1px solid var(--edge);background:light-dark(#fff,#14161b);color:inherit}textarea{min-height:88px;resize:vertical}
.field small.inline{display:inline;font-weight:400}.choice{display:flex;gap:10px;align-items:flex-start;padding:6px 0}.choice input{margin:3px 0 0;width:18px;height:18px;flex:none;accent-color:light-dark(#4338ca,#a5b4fc)}
.field>label.choice{display:flex;margin:0;font-weight:400}.field small.bad{color:var(--bad)}.choice span{min-width:0;overflow-wrap:anywhere}
.consent{font-size:14px;line-height:20px}.bad{color:var(--bad)}.field.wrong input,.field.wrong select{border-color:var(--bad)}
.note{margin:0 0 20px;padding:12px 16px;border-radius:8px;border:1px solid var(--line);background:light-dark(#f4f5f8,#14161b)}
.why{margin:0 0 24px;padding-bottom:24px;border-bottom:1px solid var(--line)}.why fieldset{border:0;padding:0;margin-top:0}.note.warn{border-color:var(--bad)}summary{cursor:pointer;padding:8px 0;font-weight:500}
.bot{position:absolute;left:-9999px;width:1px;height:1px;overflow:hidden}
footer{max-width:520px;width:100%;text-align:center;font-size:14px;line-height:20px;color:var(--quiet);overflow-wrap:anywhere}footer p{margin:0 0 4px}
@media(max-width:480px){main{padding:24px 20px}}`;

const accentStyle = (accent: string) => `:root{--accent:${accent};--ink:${inkOn(accent)}}`;
const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const STYLE_HASH = hashOf(STYLE);

/** The styles of a page with this look, for its content security policy. */
export function styleHashes({ accent }: PublicLook): string {
  return `${STYLE_HASH} ${hashOf(accentStyle(accent))}`;
}

const PRIVACY: Record<PageLanguage, string> = { en: 'Privacy', de: 'Datenschutz' };

export function pageHtml(language: PageLanguage, { title, organization, body, look, framed }: PageContent): string {
  const { accent, footer, privacy_url } = look ?? PLAIN_LOOK;
  const from = organization && !framed ? `<p class="from">${escapeHtml(organization)}</p>` : '';
  const privacy = privacy_url
    ? `<p><a href="${escapeHtml(privacy_url)}" rel="noopener">${PRIVACY[language]}</a></p>`
    : '';
  const foot = footer || privacy ? `<footer>${footer ? `<p>${escapeHtml(footer)}</p>` : ''}${privacy}</footer>` : '';
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title>
<style>${STYLE}</style><style>${accentStyle(accent)}</style></head><body${framed ? ' class="framed"' : ''}><main>${from}<h1>${escapeHtml(title)}</h1>${body}</main>${foot}</body></html>`;
}
