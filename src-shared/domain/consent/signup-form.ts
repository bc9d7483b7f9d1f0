/** Fields of a contact that a sign-up form may ask for besides the address. Custom ones are written `attributes.<key>`. */
export const FORM_FIELDS = ['first_name', 'last_name', 'company', 'city', 'country', 'phone'] as const;
export type FormFieldName = (typeof FORM_FIELDS)[number];

export interface FormField {
  /** One of FORM_FIELDS, or `attributes.<key>`. */
  name: string;
  /** Empty: the usual name of the field, in the reader's language. */
  label: string;
  required: boolean;
}

/** What a reader sees of a form. Texts are empty where the built-in words, in the reader's language, are good enough. */
export interface FormWords {
  title: string;
  intro: string;
  button: string;
  consent: string;
  thanks_title: string;
  thanks: string;
}

const CUSTOM = 'attributes.';

/** The key of a custom field, or null for one that every contact has. */
export function customKey(name: string): string | null {
  return name.startsWith(CUSTOM) ? name.slice(CUSTOM.length) : null;
}

export function isFormFieldName(name: string): name is FormFieldName {
  return (FORM_FIELDS as readonly string[]).includes(name);
}

/** A wish that is not confirmed within this many days is void. */
export const CONFIRM_DAYS = 7;
/** How long a link asked for by mail leads to somebody's preferences. */
export const LINK_HOURS = 24;
/** Mails that anybody can make Herald send to one address, by typing it. */
export const MAILS_AN_HOUR = 3;
export const MAILS_A_DAY = 6;

/** Whoever fills in a form faster than this is asked to press the button once more. */
export const FASTEST_FILL_SECONDS = 2;
export const SLOWEST_FILL_SECONDS = 24 * 3600;
