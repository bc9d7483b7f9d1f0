import { escapeHtml } from '#main/platform/escape-html.ts';
import { pageHtml } from '#main/rendering/public-page.ts';
import {
  askConsentAgain,
  confirmConsent,
  findQuestion,
  type OpenQuestion,
} from '#main/services/consent/consent.service.ts';
import type { PageLanguage } from '#shared/domain/consent/page-language.ts';
import { languageOf } from '../tracking/language.ts';
import { neutralPage } from '../tracking/public-page.ts';
import { readForm } from '../tracking/read-form.ts';
import { CONFIRM_WORDS } from './confirm-words.ts';
import type { FormsCall, FormsRoom } from './forms-room.ts';
import type { PublicPage } from './send-page.ts';

/** GET and HEAD /y/{token} ask once more; only the press of the button, a POST, is an answer. */
export async function pageOfConfirmation(room: FormsRoom, { request, rest }: FormsCall): Promise<PublicPage> {
  const no = room.services.tokens.consent.verify(rest);
  const question = no === null ? null : findQuestion(room.services, no);
  if (no === null || !question) return { status: 404, html: neutralPage(languageOf(request)) };
  const language = languageOf(request, question.language);
  const { look } = question;
  if (request.method !== 'POST') return { status: 200, look, html: questionPage(language, question) };
  const wish = (await readForm(request))?.get('wish');
  if (wish === 'again' && question.state === 'expired') {
    askConsentAgain(room.services, no);
    const { again_title: title, again } = CONFIRM_WORDS[language];
    return { status: 200, look, html: page(language, question, { title, text: again(question.address) }) };
  }
  if (wish !== 'confirm') return { status: 400, look, html: questionPage(language, question) };
  const { ip, agent } = room.visitorOf(request);
  const counts = confirmConsent(room.services, no, { ip, agent });
  const after = findQuestion(room.services, no);
  if (!after) return { status: 404, html: neutralPage(language) };
  return { status: counts ? 200 : 410, look, html: questionPage(language, after) };
}

function questionPage(language: PageLanguage, question: OpenQuestion): string {
  const words = CONFIRM_WORDS[language];
  const { list, address, wording } = question;
  if (question.state === 'given') {
    return page(language, question, { title: words.given_title, text: words.given(list, address) });
  }
  if (question.state === 'expired') {
    const more = button('again', words.again_button);
    return page(language, question, { title: words.expired_title, text: words.expired(list), more });
  }
  const agreed = wording
    ? `<div class="note"><p class="from">${escapeHtml(words.agreed)}</p><p>${escapeHtml(wording)}</p></div>`
    : '';
  const more = `${agreed}${button('confirm', words.ask_button)}`;
  return page(language, question, { title: words.ask_title, text: words.ask(list, address), more });
}

function button(wish: string, label: string): string {
  return `<form method="post"><input type="hidden" name="wish" value="${wish}"><button class="wide">${escapeHtml(label)}</button></form>`;
}

function page(
  language: PageLanguage,
  { organization, look }: OpenQuestion,
  { title, text, more = '' }: { title: string; text: string; more?: string },
): string {
  return pageHtml(language, { title, organization, look, body: `<p>${escapeHtml(text)}</p>${more}` });
}
