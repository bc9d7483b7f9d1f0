import type { PageLanguage } from '#shared/domain/consent/page-language.ts';
import type { PublicLook } from '#shared/domain/consent/public-look.ts';
import {
  type FormField,
  type FormFieldName,
  type FormWords,
  isFormFieldName,
} from '#shared/domain/consent/signup-form.ts';
import type { FieldType } from '#shared/domain/custom-field/custom-field.ts';
import { FORM_TEXTS, type FormProblem } from './form-words.ts';
import { escapeHtml } from './liquid-engine.ts';
import { pageHtml } from './public-page.ts';

/** A field with what is known of it: built-in ones are texts. */
export interface AskedField extends FormField {
  type: FieldType;
  choices: readonly string[];
}

/** A form as one reader meets it. */
export interface ShownForm {
  organization: string;
  list: string;
  /** The built-in words are put in where these are empty. */
  words: FormWords;
  fields: readonly AskedField[];
  look: PublicLook;
}

export interface FormState {
  language: PageLanguage;
  /** Where the form is posted to; empty: to the address it stands at. */
  action?: string;
  framed?: boolean;
  /** Proves when the form was shown. */
  moment: string;
  /** What has been typed before. */
  values?: ReadonlyMap<string, string>;
  problems?: ReadonlyMap<string, FormProblem>;
  /** The same again, since it came too fast or from another site. */
  once_more?: boolean;
}

/** The field that no person sees and that programs fill in. */
export const TRAP = 'homepage';
export const MOMENT = 'shown';

/** The words of a form with the built-in ones where its author wrote none. */
export function wordsOf({ words, list, organization }: ShownForm, language: PageLanguage): FormWords {
  const texts = FORM_TEXTS[language];
  return {
    title: words.title || texts.title(list),
    intro: words.intro,
    button: words.button || texts.button,
    consent: words.consent || texts.consent(list, organization),
    thanks_title: words.thanks_title,
    thanks: words.thanks,
  };
}

export function formPage(form: ShownForm, state: FormState): string {
  const { language, framed, problems, once_more } = state;
  const texts = FORM_TEXTS[language];
  const words = wordsOf(form, language);
  const note = problems?.size
    ? `<p class="note warn" role="alert">${escapeHtml(texts.wrong)}</p>`
    : once_more
      ? `<p class="note" role="status">${escapeHtml(texts.once_more)}</p>`
      : '';
  const body = `${paragraphs(words.intro)}${note}<form method="post" action="${escapeHtml(state.action ?? '')}" novalidate>
<input type="hidden" name="${MOMENT}" value="${escapeHtml(state.moment)}">${trap(language)}
${emailField(state)}${form.fields.map((field) => fieldHtml(field, state)).join('\n')}
${consentField(words.consent, state)}
<button class="wide">${escapeHtml(words.button)}</button></form>`;
  return pageHtml(language, { title: words.title, organization: form.organization, look: form.look, framed, body });
}

/** After the form: the author's own words, or ours about what happens next. */
export function thanksPage(
  form: ShownForm,
  {
    language,
    framed,
    address,
    by_mail,
  }: { language: PageLanguage; framed?: boolean; address: string; by_mail: boolean },
): string {
  const texts = FORM_TEXTS[language];
  const { thanks_title, thanks } = form.words;
  const own = by_mail ? texts.mailed(address) : texts.joined(form.list, address);
  const title = thanks_title || (by_mail ? texts.mailed_title : texts.joined_title);
  // Whoever must look into their mail is told so, whatever else the author has to say.
  const body = `${paragraphs(thanks)}${by_mail || !thanks ? `<p>${escapeHtml(own)}</p>` : ''}`;
  return pageHtml(language, { title, organization: form.organization, look: form.look, framed, body });
}

export function closedPage(
  form: ShownForm,
  { language, framed }: { language: PageLanguage; framed?: boolean },
): string {
  const { closed_title: title, closed } = FORM_TEXTS[language];
  const body = `<p>${escapeHtml(closed)}</p>`;
  return pageHtml(language, { title, organization: form.organization, look: form.look, framed, body });
}

/** Plain HTML for another site: no script, no style; it posts to us, and the answer is our page. */
export function formSnippet(form: ShownForm, { language, action }: { language: PageLanguage; action: string }): string {
  const words = wordsOf(form, language);
  const state: FormState = { language, moment: '' };
  const lines = [
    `<form method="post" action="${escapeHtml(action)}" accept-charset="utf-8">`,
    `<div style="position:absolute;left:-9999px" aria-hidden="true"><label>${escapeHtml(FORM_TEXTS[language].trap)} <input name="${TRAP}" tabindex="-1" autocomplete="off"></label></div>`,
    emailField(state),
    ...form.fields.map((field) => fieldHtml(field, state)),
    consentField(words.consent, state),
    `<button>${escapeHtml(words.button)}</button>`,
    '</form>',
  ];
  return lines.join('\n');
}

export function frameSnippet(address: string, title: string): string {
  return `<iframe src="${escapeHtml(address)}" title="${escapeHtml(title)}" style="width:100%;max-width:520px;height:560px;border:0"></iframe>`;
}

function paragraphs(text: string): string {
  return text
    .split(/\n{2,}/)
    .filter((part) => part.trim() !== '')
    .map((part) => `<p>${escapeHtml(part.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('');
}

function trap(language: PageLanguage): string {
  return `<div class="bot" aria-hidden="true"><label>${escapeHtml(FORM_TEXTS[language].trap)} <input name="${TRAP}" tabindex="-1" autocomplete="off"></label></div>`;
}

function emailField(state: FormState): string {
  const label = FORM_TEXTS[state.language].email;
  return wrapped(
    'email',
    { label, required: true },
    state,
    (attributes) =>
      `<input type="email" ${attributes} autocomplete="email" maxlength="320" value="${typedValue(state, 'email')}" required>`,
  );
}

function fieldHtml(field: AskedField, state: FormState): string {
  const { name, required } = field;
  const texts = FORM_TEXTS[state.language];
  const label = field.label || (isFormFieldName(name) ? texts.fields[name] : name);
  const must = required ? ' required' : '';
  const value = typedValue(state, name);
  if (field.type === 'boolean') return checkbox({ name, label, required }, state);
  return wrapped(name, { label, required, hint: field.type === 'list' ? texts.list_hint : '' }, state, (attributes) => {
    if (field.type === 'choice') {
      return select(attributes + must, field.choices, state, name);
    }
    const { type, extra } = inputOf(field);
    return `<input type="${type}" ${attributes}${extra} value="${value}"${must}>`;
  });
}

const AUTOCOMPLETE: Record<FormFieldName, string> = {
  first_name: 'given-name',
  last_name: 'family-name',
  company: 'organization',
  city: 'address-level2',
  country: 'country-name',
  phone: 'tel',
};

function inputOf({ name, type }: AskedField): { type: string; extra: string } {
  if (isFormFieldName(name)) {
    return { type: name === 'phone' ? 'tel' : 'text', extra: ` autocomplete="${AUTOCOMPLETE[name]}" maxlength="200"` };
  }
  if (type === 'number') return { type: 'text', extra: ' inputmode="decimal" maxlength="40"' };
  if (type === 'date') return { type: 'date', extra: '' };
  return { type: 'text', extra: ' maxlength="1000"' };
}

function select(attributes: string, choices: readonly string[], { values, language }: FormState, name: string): string {
  const chosen = values?.get(name) ?? '';
  const shown = choices.map(
    (choice) => `<option${choice === chosen ? ' selected' : ''}>${escapeHtml(choice)}</option>`,
  );
  return `<select ${attributes}><option value="">${escapeHtml(FORM_TEXTS[language].nothing)}</option>${shown.join('')}</select>`;
}

function checkbox(
  { name, label, required }: { name: string; label: string; required: boolean },
  state: FormState,
): string {
  const id = idOf(name);
  const ticked = state.values?.get(name) ? ' checked' : '';
  const problem = problemHtml(name, state);
  return `<div class="field${problem ? ' wrong' : ''}"><label class="choice"><input type="checkbox" id="${id}" name="${escapeHtml(name)}" value="true"${ticked}${required ? ' required' : ''}${problem ? ` aria-describedby="${id}-problem" aria-invalid="true"` : ''}><span>${escapeHtml(label)}</span></label>${problem}</div>`;
}

function consentField(consent: string, state: FormState): string {
  return `<div class="consent">${checkbox({ name: 'consent', label: consent, required: true }, state)}</div>`;
}

function wrapped(
  name: string,
  { label, required, hint = '' }: { label: string; required: boolean; hint?: string },
  state: FormState,
  input: (attributes: string) => string,
): string {
  const id = idOf(name);
  const problem = problemHtml(name, state);
  const described = [hint && `${id}-hint`, problem && `${id}-problem`].filter(Boolean).join(' ');
  const optional = required
    ? ''
    : ` <small class="inline">(${escapeHtml(FORM_TEXTS[state.language].optional)})</small>`;
  const attributes = `id="${id}" name="${escapeHtml(name)}"${described ? ` aria-describedby="${described}"` : ''}${problem ? ' aria-invalid="true"' : ''}`;
  return `<div class="field${problem ? ' wrong' : ''}"><label for="${id}">${escapeHtml(label)}${optional}</label>${input(attributes)}${hint ? `<small id="${id}-hint">${escapeHtml(hint)}</small>` : ''}${problem}</div>`;
}

function problemHtml(name: string, { problems, language }: FormState): string {
  const problem = problems?.get(name);
  if (!problem) return '';
  return `<small class="bad" id="${idOf(name)}-problem">${escapeHtml(FORM_TEXTS[language].problems[problem])}</small>`;
}

const idOf = (name: string) => `herald-${name.replace(/[^a-z0-9]+/gi, '-')}`;

function typedValue({ values }: FormState, name: string): string {
  return escapeHtml(values?.get(name) ?? '');
}
