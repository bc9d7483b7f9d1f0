import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { LEAVE_REASONS } from '#shared/domain/tracking/leave-reason.ts';
import { escapeHtml } from '../escape-html.ts';
import type { PageLanguage } from './language.ts';
import { PAGE_WORDS } from './page-words.ts';

const STYLE = `:root{color-scheme:light dark}*{box-sizing:border-box}
body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;font:16px/24px system-ui,sans-serif;
background:light-dark(#f4f5f8,#14161b);color:light-dark(#1b1f27,#e8eaee)}
main{max-width:480px;width:100%;padding:32px;border-radius:8px;border:1px solid light-dark(#d8dce3,#343945);
background:light-dark(#fff,#1c1f26)}
h1{margin:0 0 8px;font-size:20px;line-height:28px}p{margin:0 0 24px;overflow-wrap:anywhere}
button{font:inherit;font-weight:600;padding:8px 16px;border-radius:6px;border:1px solid transparent;cursor:pointer;
background:light-dark(#4338ca,#a5b4fc);color:light-dark(#fff,#14161b)}
button.quiet{background:none;border-color:light-dark(#8a93a3,#6b7484);color:inherit;font-weight:400}
:focus-visible{outline:3px solid light-dark(#4338ca,#a5b4fc);outline-offset:2px}
fieldset{border:0;border-top:1px solid light-dark(#d8dce3,#343945);margin:24px 0 16px;padding:24px 0 0}
legend{float:left;width:100%;margin-bottom:8px;font-weight:600}label{display:block;clear:both;padding:4px 0}
input{margin:0 8px 0 0}`;
const POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

export function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  { status, html }: { status: number; html: string },
): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(html)),
    'content-security-policy': POLICY,
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'x-robots-tag': 'noindex',
  });
  response.end(request.method === 'HEAD' ? undefined : html);
}

export interface Addressee {
  organization: string;
  address: string;
}

export function askPage(language: PageLanguage, { organization, address }: Addressee): string {
  const words = PAGE_WORDS[language];
  return page(language, {
    title: words.ask_title,
    text: words.ask(organization, address),
    more: form('leave', `<button>${escapeHtml(words.ask_button)}</button>`),
  });
}

export function leftPage(language: PageLanguage, { organization, address }: Addressee, thanked = false): string {
  const words = PAGE_WORDS[language];
  const choices = LEAVE_REASONS.map(
    (reason) =>
      `<label><input type="radio" name="reason" value="${reason}" required>${escapeHtml(words.reasons[reason])}</label>`,
  ).join('');
  const undo = form('come_back', `<button class="quiet">${escapeHtml(words.undo_button)}</button>`);
  const why = form(
    'say_why',
    `<fieldset><legend>${escapeHtml(words.why)}</legend>${choices}</fieldset><button class="quiet">${escapeHtml(words.why_button)}</button>`,
  );
  return page(language, {
    title: words.left_title,
    text: words.left(organization, address),
    more: undo + (thanked ? `<p role="status"><br>${escapeHtml(words.thanks)}</p>` : why),
  });
}

export function backPage(language: PageLanguage, { organization, address }: Addressee): string {
  const words = PAGE_WORDS[language];
  return page(language, { title: words.back_title, text: words.back(organization, address) });
}

export function testPage(language: PageLanguage): string {
  const { test_title: title, test: text } = PAGE_WORDS[language];
  return page(language, { title, text });
}

/** Says nothing about what exists here. */
export function neutralPage(language: PageLanguage): string {
  const { invalid_title: title, invalid: text } = PAGE_WORDS[language];
  return page(language, { title, text });
}

export function failedPage(language: PageLanguage): string {
  const { failed_title: title, failed: text } = PAGE_WORDS[language];
  return page(language, { title, text });
}

function form(wish: string, inner: string): string {
  return `<form method="post"><input type="hidden" name="wish" value="${wish}">${inner}</form>`;
}

function page(
  language: PageLanguage,
  { title, text, more = '' }: { title: string; text: string; more?: string },
): string {
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escapeHtml(title)}</title>
<style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>${more}</main></body></html>`;
}
