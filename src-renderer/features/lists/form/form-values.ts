import type { FormDraft, PublicLook, SignupForm } from '#shared/contract/consent.contract.ts';

/** What the editor holds: the form, and the look that it shares with all public pages. */
export interface FormValues extends Omit<FormDraft, 'redirect_url'> {
  redirect_url: string;
  accent: string;
  footer: string;
  privacy_url: string;
}

const NEW_FORM: FormDraft = {
  is_open: true,
  title: '',
  intro: '',
  button: '',
  fields: [{ name: 'first_name', label: '', required: false }],
  consent: '',
  thanks_title: '',
  thanks: '',
  redirect_url: null,
};

export function valuesOf(form: SignupForm | null, { accent, footer, privacy_url }: PublicLook): FormValues {
  const { is_open, title, intro, button, fields, consent, thanks_title, thanks, redirect_url } = form ?? NEW_FORM;
  return {
    is_open,
    title,
    intro,
    button,
    fields: fields.map((field) => ({ ...field })),
    consent,
    thanks_title,
    thanks,
    redirect_url: redirect_url ?? '',
    accent,
    footer,
    privacy_url: privacy_url ?? '',
  };
}

export function draftOf({ accent: _accent, footer: _footer, privacy_url: _privacy, ...values }: FormValues): FormDraft {
  return { ...values, redirect_url: values.redirect_url.trim() || null };
}

export function lookOf({ accent, footer, privacy_url }: FormValues): Omit<PublicLook, 'revision'> {
  return { accent, footer, privacy_url: privacy_url.trim() || null };
}

/** Addresses that are still being typed are not worth a preview. */
export function isHttps(address: string): boolean {
  return address.trim() === '' || (/^https:\/\/[^\s/]+/.test(address) && URL.canParse(address));
}
