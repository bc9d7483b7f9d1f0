export const STARTERS = ['welcome', 'newsletter', 'launch', 'event', 'promotion', 'memo', 'receipt'] as const;
export type StarterName = (typeof STARTERS)[number];

/** What a starter says, in the language of its author. */
interface OneStarter {
  name: string;
  hint: string;
  subject: string;
  preheader: string;
  title: string;
  intro: string;
  body: string;
  second: string;
  button: string;
  picture: string;
  /** One a line. */
  points: string;
}

export interface StarterWords extends Record<StarterName, OneStarter> {
  hello: string;
  there: string;
  buy: string;
  unsubscribe: string;
  preferences: string;
  why_internal: string;
}
