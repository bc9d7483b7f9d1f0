export interface SpamQuestion {
  subject: string;
  /** The text part. */
  text: string;
  images: number;
  /** Links whose text is another web address than the one they lead to. */
  masked_links: number;
  links: readonly string[];
}

export const SPAM_REASONS = [
  'capitals',
  'exclamations',
  'words',
  'long_subject',
  'fake_reply',
  'images_only',
  'shortened_links',
  'numeric_links',
  'masked_links',
] as const;
export type SpamReason = (typeof SPAM_REASONS)[number];

export interface SpamScore {
  /** From 0 to 10; from 5 on filters may take offence. */
  score: number;
  reasons: { reason: SpamReason; found: string }[];
}

export const SPAM_LIMIT = 5;

/** Phrases that filters have learned, in the languages of the console. */
const PHRASES =
  /\b(?:100 ?% free|act now|cash bonus|click here|double your|earn money|extra income|free money|guaranteed|make money|million dollars|no cost|no obligation|once in a lifetime|risk[- ]free|this is not spam|urgent|viagra|winner|you have been selected|geld verdienen|garantiert gewinnen|jetzt zuschlagen|kein risiko|klicken sie hier|kostenlos und unverbindlich|millionen euro|schnell reich|sie haben gewonnen)\b/giu;
const SHORTENERS = /^https?:\/\/(?:bit\.ly|tinyurl\.com|goo\.gl|ow\.ly|t\.co|is\.gd|buff\.ly|rebrand\.ly)\//i;
const NUMERIC = /^https?:\/\/\d{1,3}(?:\.\d{1,3}){3}(?=[:/]|$)/;
const LONGEST_SUBJECT = 120;
const LITTLE_TEXT = 200;

/** What in a message spam filters are known to weigh, in points, each with what was found. */
export function scoreSpam({ subject, text, images, links, masked_links }: SpamQuestion): SpamScore {
  const phrases = [...new Set([...`${subject}\n${text}`.matchAll(PHRASES)].map(([phrase]) => phrase.toLowerCase()))];
  const rules: [SpamReason, number, string][] = [
    ['capitals', isShouted(subject) ? 3 : 0, subject],
    ['exclamations', Math.min(3, (`${subject}`.match(/!/g)?.length ?? 0) + (/[!?$€]{3,}/.test(text) ? 1 : 0)), '!'],
    ['words', Math.min(5, phrases.length * 1.5), phrases.slice(0, 5).join(', ')],
    ['long_subject', subject.length > LONGEST_SUBJECT ? 1 : 0, String(subject.length)],
    ['fake_reply', /^\s*(?:re|aw|fwd?|wg)\s*:/i.test(subject) ? 2 : 0, subject],
    ['images_only', images > 0 && text.trim().length < LITTLE_TEXT ? 2 : 0, String(images)],
    [
      'shortened_links',
      links.some((url) => SHORTENERS.test(url)) ? 2 : 0,
      links.find((url) => SHORTENERS.test(url)) ?? '',
    ],
    ['numeric_links', links.some((url) => NUMERIC.test(url)) ? 3 : 0, links.find((url) => NUMERIC.test(url)) ?? ''],
    ['masked_links', masked_links > 0 ? 3 : 0, String(masked_links)],
  ];
  const hit = rules.filter(([, points]) => points > 0);
  const score = Math.min(
    10,
    hit.reduce((sum, [, points]) => sum + points, 0),
  );
  return { score: Math.round(score * 10) / 10, reasons: hit.map(([reason, , found]) => ({ reason, found })) };
}

function isShouted(subject: string): boolean {
  const letters = subject.match(/\p{L}/gu) ?? [];
  const capitals = subject.match(/\p{Lu}/gu) ?? [];
  return letters.length >= 8 && capitals.length / letters.length > 0.7;
}
