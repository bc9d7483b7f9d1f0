import { escapeHtml } from '#main/platform/escape-html.ts';
import { pageHtml } from '#main/rendering/public-page.ts';
import type { Preferences } from '#main/services/consent/preference.service.ts';
import { PAGE_LANGUAGES, type PageLanguage, spokenLanguage } from '#shared/domain/consent/page-language.ts';
import { type Frequency, GAPS } from '#shared/domain/consent/preference.ts';
import type { PublicLook } from '#shared/domain/consent/public-look.ts';
import { PAGE_WORDS } from '../tracking/page-words.ts';
import { whyForm } from '../tracking/public-page.ts';
import { PREFERENCE_WORDS } from './preference-words.ts';

const FREQUENCIES: readonly Frequency[] = ['all', ...(Object.keys(GAPS) as Frequency[])];

/** What just happened, said on top of the page. */
export type Happened = 'saved' | 'left_topic' | 'left_all' | 'thanked' | null;

export function preferencesPage(language: PageLanguage, preferences: Preferences, happened: Happened = null): string {
  const words = PREFERENCE_WORDS[language];
  const { organization, look, address, suppression, is_contact } = preferences;
  const body = [
    noteOf(language, preferences, happened),
    happened === 'left_topic' || happened === 'left_all'
      ? `<section class="why">${whyForm(PAGE_WORDS[language])}</section>`
      : '',
    `<p>${escapeHtml(words.lead(organization, address))}</p>`,
    is_contact && (suppression === null || suppression === 'unsubscribed') ? choices(language, preferences) : '',
    is_contact && suppression === null ? pauseBlock(language, preferences) : '',
    suppression === null ? leaveBlock(language, organization) : '',
  ];
  return pageHtml(language, { title: words.title, organization, look, body: body.join('') });
}

function noteOf(language: PageLanguage, { suppression }: Preferences, happened: Happened): string {
  const words = PREFERENCE_WORDS[language];
  const said = [
    happened === 'saved' || happened === 'left_topic' ? words.saved : '',
    happened === 'thanked' ? PAGE_WORDS[language].thanks : '',
    suppression ? words.suppressed[suppression] : '',
  ].filter(Boolean);
  return said.length === 0
    ? ''
    : `<div class="note" role="status">${said.map((text) => `<p>${escapeHtml(text)}</p>`).join('')}</div>`;
}

function choices(language: PageLanguage, { topics, frequency, locale, suppression }: Preferences): string {
  const words = PREFERENCE_WORDS[language];
  const boxes = topics.map(
    ({ list_id, name, description, state }) =>
      `<label class="choice"><input type="checkbox" name="topic" value="${list_id}"${state === 'subscribed' ? ' checked' : ''}><span>${escapeHtml(name)}${description ? `<small>${escapeHtml(description)}</small>` : ''}</span></label>`,
  );
  const topicPart =
    boxes.length > 0
      ? group(words.topics, boxes.join(''))
      : group(words.topics, `<p>${escapeHtml(words.no_topics)}</p>`);
  const often = FREQUENCIES.map((one) => radio('frequency', one, words.frequencies[one], one === frequency));
  const spoken = spokenLanguage(locale);
  const tongues = PAGE_LANGUAGES.map((one) => radio('language', one, words.languages[one], one === spoken));
  const back = suppression === 'unsubscribed';
  const label = back ? (boxes.length > 0 ? words.save_and_return : words.return_button) : words.save;
  return `<form method="post"><input type="hidden" name="wish" value="${back && boxes.length === 0 ? 'come_back' : 'save'}">
${topicPart}${group(words.frequency, often.join(''))}${group(words.language, tongues.join(''))}<button class="wide">${escapeHtml(label)}</button></form>`;
}

function pauseBlock(language: PageLanguage, { paused_until }: Preferences): string {
  const words = PREFERENCE_WORDS[language];
  const day = paused_until && new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(new Date(paused_until));
  const text = day ? words.paused(day) : words.pause;
  return block(words.pause_title, text, {
    wish: day ? 'resume' : 'pause',
    label: day ? words.resume_button : words.pause_button,
  });
}

function leaveBlock(language: PageLanguage, organization: string): string {
  const words = PREFERENCE_WORDS[language];
  return block(words.leave_title, words.leave(organization), { wish: 'leave', label: words.leave_button });
}

function block(title: string, text: string, { wish, label }: { wish: string; label: string }): string {
  return `<h2>${escapeHtml(title)}</h2><p>${escapeHtml(text)}</p><form method="post"><input type="hidden" name="wish" value="${wish}"><button class="quiet wide">${escapeHtml(label)}</button></form>`;
}

function group(legend: string, inner: string): string {
  return `<fieldset><legend>${escapeHtml(legend)}</legend><div>${inner}</div></fieldset>`;
}

function radio(name: string, value: string, label: string, chosen: boolean): string {
  return `<label class="choice"><input type="radio" name="${name}" value="${value}"${chosen ? ' checked' : ''}><span>${escapeHtml(label)}</span></label>`;
}

/** Where somebody without a link at hand asks for one. */
export function askLinkPage(
  language: PageLanguage,
  { organization, look, expired = false }: { organization: string; look: PublicLook; expired?: boolean },
): string {
  const words = PREFERENCE_WORDS[language];
  const note = expired ? `<p class="note" role="status">${escapeHtml(words.expired_link)}</p>` : '';
  const body = `${note}<p>${escapeHtml(words.ask(organization))}</p><form method="post" action="/p/"><div class="field"><label for="email">${escapeHtml(words.email)}</label><input type="email" id="email" name="email" autocomplete="email" maxlength="320" required></div><button class="wide">${escapeHtml(words.ask_button)}</button></form>`;
  return pageHtml(language, { title: words.ask_title, organization, look, body });
}

export function linkSentPage(
  language: PageLanguage,
  { organization, look, address }: { organization: string; look: PublicLook; address: string },
): string {
  const { asked_title: title, asked } = PREFERENCE_WORDS[language];
  return pageHtml(language, { title, organization, look, body: `<p>${escapeHtml(asked(address))}</p>` });
}
