import type { PageLanguage } from '#shared/domain/consent/page-language.ts';

interface ConfirmWords {
  ask_title: string;
  ask: (list: string, address: string) => string;
  agreed: string;
  ask_button: string;
  given_title: string;
  given: (list: string, address: string) => string;
  expired_title: string;
  expired: (list: string) => string;
  again_button: string;
  again_title: string;
  again: (address: string) => string;
}

export const CONFIRM_WORDS: Record<PageLanguage, ConfirmWords> = {
  en: {
    ask_title: 'One press, and you are on the list',
    ask: (list, address) => `Do you want to get “${list}” at ${address}?`,
    agreed: 'You agreed to this:',
    ask_button: 'Yes, I want to get it',
    given_title: 'You are on the list',
    given: (list, address) => `Thank you. “${list}” goes to ${address} from now on.`,
    expired_title: 'This link is too old',
    expired: (list) => `It was good for a few days only. If you still want to get “${list}”, we send you a new one.`,
    again_button: 'Send me a new link',
    again_title: 'Please look into your mail',
    again: (address) => `A new link is on its way to ${address}.`,
  },
  de: {
    ask_title: 'Nur noch ein Knopf',
    ask: (list, address) => `Möchten Sie „${list}“ an ${address} bekommen?`,
    agreed: 'Dem haben Sie zugestimmt:',
    ask_button: 'Ja, das möchte ich bekommen',
    given_title: 'Sie sind dabei',
    given: (list, address) => `Vielen Dank. „${list}“ geht ab jetzt an ${address}.`,
    expired_title: 'Dieser Link ist zu alt',
    expired: (list) =>
      `Er galt nur ein paar Tage. Wenn Sie „${list}“ noch bekommen möchten, schicken wir Ihnen einen neuen.`,
    again_button: 'Neuen Link schicken',
    again_title: 'Bitte sehen Sie in Ihr Postfach',
    again: (address) => `Ein neuer Link ist unterwegs an ${address}.`,
  },
};
