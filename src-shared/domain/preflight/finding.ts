import type { TemplatePlace } from './template-place.ts';

/** error: it must not go out like this; warning: somebody should say that it may; note: good to know. */
export const FINDING_LEVELS = ['error', 'warning', 'note'] as const;
export type FindingLevel = (typeof FINDING_LEVELS)[number];

export const FINDING_CODES = [
  'render_failed',
  'subject_empty',
  'field_missing',
  'clipped',
  'link_dead',
  'links_unchecked',
  'images_heavy',
  'images_embedded',
  'images_attached',
  'alt_missing',
  'contrast_low',
  'unsubscribe_added',
  'domain_unchecked',
  'domain_unaligned',
  'domain_record',
  'spam_words',
  'duration',
  'sms_size',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** What preflight found, once for each thing to put right. */
export interface PreflightFinding {
  /** Names it within its preflight. */
  key: string;
  code: FindingCode;
  level: FindingLevel;
  /** How many recipients it concerns; null: the message as a whole. */
  count: number | null;
  /** What its words are made of. */
  values: Record<string, string | number>;
  place: TemplatePlace | null;
}

/** What Gmail shows of the HTML of a mail, in bytes; it hides the rest behind a link. */
export const GMAIL_LIMIT = 102 * 1024;

type Values = PreflightFinding['values'];

const WORDS: Record<FindingCode, (values: Values, count: number) => string> = {
  render_failed: ({ message }, n) =>
    `${people(n)} would get nothing, because the message can't be filled in: ${message}`,
  subject_empty: (_, n) => `${people(n)} would get an empty subject.`,
  field_missing: ({ field }, n) =>
    `${people(n)} ${n === 1 ? 'has' : 'have'} no value for ${field}, and the text has nothing in its place.`,
  clipped: ({ largest }, n) =>
    `Gmail hides the end of the mail of ${people(n)}: it is over 102 KB (the largest ${kilobytes(largest)}).`,
  link_dead: ({ url, says }) => `The link ${url} leads nowhere: ${says}`,
  links_unchecked: ({ links, why }) =>
    why === 'offline'
      ? 'Links were not checked: this machine is offline.'
      : `${links} ${links === 1 ? 'link was' : 'links were'} not checked: no clear answer came, or they lead each person elsewhere.`,
  images_heavy: ({ bytes, images }) =>
    `${images === 1 ? 'One image weighs' : `${images} images weigh`} ${kilobytes(bytes)}; on the road that takes long.`,
  images_embedded: ({ images }) =>
    `${images === 1 ? 'One image is' : `${images} images are`} part of the HTML. Gmail and Outlook do not show such images.`,
  images_attached: ({ images, bytes, all }) =>
    `${images === 1 ? 'One picture travels' : `${images} pictures travel`} in each mail and ${images === 1 ? 'makes' : 'make'} it ${kilobytes(bytes)} larger: ${megabytes(all)} for all recipients.`,
  alt_missing: ({ images }) =>
    `${images === 1 ? 'One image has' : `${images} images have`} no alternative text for people who do not see it.`,
  contrast_low: ({ text, ratio, wanted }) =>
    `"${text}" is hard to read: its contrast is ${ratio} to 1, and should be ${wanted} to 1.`,
  unsubscribe_added: () => 'The text has no unsubscribe link, so a footer with one is added.',
  domain_unchecked: ({ domain }) =>
    `Nobody has looked yet whether ${domain} lets this sender send: see Settings, Sending health.`,
  domain_unaligned: ({ domain, return_domain }) =>
    `Bounces go to ${return_domain}, which does not belong to ${domain}; mail programs may take it for a forgery.`,
  domain_record: ({ domain, record, state }) =>
    `The ${record} record of ${domain} is ${state}: see Settings, Sending health.`,
  spam_words: ({ score, reasons }) => `Spam filters may take offence (${score} of 10): ${reasons}`,
  duration: ({ seconds, recipients }) =>
    Number(seconds) > 0
      ? `Sending to ${people(Number(recipients))} takes about ${seconds} seconds at this rate.`
      : 'It goes out as fast as the server takes it.',
  sms_size: ({ least, most, segments, amount, currency }) => {
    const each = least === most ? `${least}` : `${least} to ${most}`;
    const cost = currency === undefined ? '' : `, which costs ${Number(amount).toFixed(2)} ${currency}`;
    return `Each person gets ${each} ${most === 1 ? 'segment' : 'segments'}, ${segments} in all${cost}.`;
  },
};

/** The English sentence, for programs and the command line. */
export function sayFinding({
  code,
  values,
  count,
  place,
}: Pick<PreflightFinding, 'code' | 'values' | 'count' | 'place'>): string {
  const { kind = null, words = '' } = place?.block ?? {};
  const block = kind === null ? '' : ` (in the ${kind} block${words === '' ? '' : ` “${words}”`})`;
  return WORDS[code](values, count ?? 0) + block;
}

function people(n: number): string {
  return n === 1 ? '1 person' : `${n} people`;
}

function megabytes(bytes: string | number | undefined): string {
  return `${(Number(bytes ?? 0) / 1024 / 1024).toFixed(1)} MB`;
}

function kilobytes(bytes: string | number | undefined): string {
  return `${Math.round(Number(bytes ?? 0) / 1024)} KB`;
}
