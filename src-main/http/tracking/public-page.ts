import { escapeHtml } from '#main/platform/escape-html.ts';
import { pageHtml } from '#main/rendering/public-page.ts';
import type { PublicLook } from '#shared/domain/consent/public-look.ts';
import { LEAVE_REASONS } from '#shared/domain/tracking/leave-reason.ts';
import type { PageLanguage } from './language.ts';
import { PAGE_WORDS, type PageWords } from './page-words.ts';

export { sendPage } from '../forms/send-page.ts';

export interface Addressee {
  organization: string;
  address: string;
  look: PublicLook;
  /** Where this reader chooses what they get. */
  preferences: string;
}

export function askPage(language: PageLanguage, addressee: Addressee): string {
  const words = PAGE_WORDS[language];
  return page(language, addressee, {
    title: words.ask_title,
    text: words.ask(addressee.organization, addressee.address),
    more: form('leave', `<button>${escapeHtml(words.ask_button)}</button>`) + toPreferences(words, addressee),
  });
}

export function leftPage(language: PageLanguage, addressee: Addressee, thanked = false): string {
  const words = PAGE_WORDS[language];
  const undo = form('come_back', `<button class="quiet">${escapeHtml(words.undo_button)}</button>`);
  const after = thanked ? `<p role="status"><br>${escapeHtml(words.thanks)}</p>` : whyForm(words);
  return page(language, addressee, {
    title: words.left_title,
    text: words.left(addressee.organization, addressee.address),
    more: undo + after,
  });
}

/** Asks those who left for the reason, in a few words of their own too. */
export function whyForm(words: PageWords): string {
  const choices = LEAVE_REASONS.map(
    (reason) =>
      `<label class="choice"><input type="radio" name="reason" value="${reason}" required><span>${escapeHtml(words.reasons[reason])}</span></label>`,
  ).join('');
  const own = `<div class="field"><label for="words">${escapeHtml(words.why_words)}</label><textarea id="words" name="words" maxlength="500"></textarea></div>`;
  return form(
    'say_why',
    `<fieldset><legend>${escapeHtml(words.why)}</legend>${choices}</fieldset>${own}<button class="quiet">${escapeHtml(words.why_button)}</button>`,
  );
}

export function backPage(language: PageLanguage, addressee: Addressee): string {
  const words = PAGE_WORDS[language];
  return page(language, addressee, {
    title: words.back_title,
    text: words.back(addressee.organization, addressee.address),
    more: toPreferences(words, addressee),
  });
}

export function testPage(language: PageLanguage): string {
  const { test_title: title, test: text } = PAGE_WORDS[language];
  return page(language, null, { title, text });
}

/** Says nothing about what exists here. */
export function neutralPage(language: PageLanguage): string {
  const { invalid_title: title, invalid: text } = PAGE_WORDS[language];
  return page(language, null, { title, text });
}

export function failedPage(language: PageLanguage): string {
  const { failed_title: title, failed: text } = PAGE_WORDS[language];
  return page(language, null, { title, text });
}

export function tooLargePage(language: PageLanguage): string {
  const { too_large_title: title, too_large: text } = PAGE_WORDS[language];
  return page(language, null, { title, text });
}

export function tooManyPage(language: PageLanguage): string {
  const { too_many_title: title, too_many: text } = PAGE_WORDS[language];
  return page(language, null, { title, text });
}

function toPreferences(words: PageWords, { preferences }: Addressee): string {
  return `<p><br><a href="${escapeHtml(preferences)}">${escapeHtml(words.to_preferences)}</a></p>`;
}

function form(wish: string, inner: string): string {
  return `<form method="post"><input type="hidden" name="wish" value="${wish}">${inner}</form>`;
}

function page(
  language: PageLanguage,
  addressee: Addressee | null,
  { title, text, more = '' }: { title: string; text: string; more?: string },
): string {
  const { organization, look } = addressee ?? {};
  return pageHtml(language, { title, organization, look, body: `<p>${escapeHtml(text)}</p>${more}` });
}
