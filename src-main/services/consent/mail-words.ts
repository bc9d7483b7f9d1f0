import type { PageLanguage } from '#shared/domain/consent/page-language.ts';

export interface MailText {
  subject: string;
  /** Markdown with merge fields. */
  body: string;
}

/**
 * The built-in mails. They don't greet by name: what somebody typed into a form could be anything, and would be read by whoever's
 * address they typed.
 */
export const CONFIRMATION: Record<PageLanguage, MailText> = {
  en: {
    subject: 'Please confirm: {{ list }}',
    body: `Hello,

this address was entered to get **{{ list }}** from {{ organization }}. Was that you? Then please confirm it:

**[Yes, I want to get it]({{ confirm_url }})**

If it was not you, there is nothing to do. Without your answer you get no mail from this list. The link works for {{ days }} days.

{{ organization }}`,
  },
  de: {
    subject: 'Bitte bestätigen: {{ list }}',
    body: `Guten Tag,

diese Adresse wurde eingetragen, um **{{ list }}** von {{ organization }} zu bekommen. Waren Sie das? Dann bestätigen Sie es bitte:

**[Ja, das möchte ich bekommen]({{ confirm_url }})**

Wenn Sie es nicht waren, brauchen Sie nichts zu tun. Ohne Ihre Antwort bekommen Sie keine E-Mails von dieser Liste. Der Link gilt {{ days }} Tage.

{{ organization }}`,
  },
};

export const PREFERENCES_LINK: Record<PageLanguage, MailText> = {
  en: {
    subject: 'Your mail from {{ organization }}',
    body: `Hello,

you asked for the page on which you choose what mail you get from {{ organization }}:

**[Choose what I get]({{ preferences_url }})**

The link works for {{ hours }} hours. If it was not you who asked, there is nothing to do.

{{ organization }}`,
  },
  de: {
    subject: 'Ihre E-Mails von {{ organization }}',
    body: `Guten Tag,

Sie haben nach der Seite gefragt, auf der Sie auswählen, welche E-Mails Sie von {{ organization }} bekommen:

**[Auswählen, was ich bekomme]({{ preferences_url }})**

Der Link gilt {{ hours }} Stunden. Wenn Sie nicht danach gefragt haben, brauchen Sie nichts zu tun.

{{ organization }}`,
  },
};
