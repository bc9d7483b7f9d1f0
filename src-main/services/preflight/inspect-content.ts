import { type GuardedFetch, NoAnswer } from '#main/platform/guarded-fetch.ts';
import type { CompiledMessage, MessageSource } from '#main/rendering/compile-message.ts';
import { fillText } from '#main/rendering/compiled-text.ts';
import { inspectPage } from '#main/rendering/inspect-page.ts';
import type { MergeData } from '#main/rendering/merge-data.ts';
import { placeIn } from '#main/rendering/place-in.ts';
import type { PreflightFinding } from '#shared/domain/preflight/finding.ts';
import { SPAM_LIMIT, scoreSpam } from '#shared/domain/preflight/spam-score.ts';
import type { TemplatePlace } from '#shared/domain/preflight/template-place.ts';
import { inParallel } from './check-links.ts';

const PATIENCE = 8_000;
const HEAVY = 800 * 1024;
/** More than that many servers refuse of a mail. */
const LARGEST = 5 * 1024 * 1024;
/** What a byte of a picture is in a mail. */
const ON_THE_WIRE = 4 / 3;
/** No more of an answer is read than this; what is longer weighs at least so much. */
const READ = 256 * 1024;
const MOST_IMAGES = 200;

export interface ContentQuestion {
  source: MessageSource;
  compiled: CompiledMessage;
  /** As whom the page is looked at. */
  data: MergeData;
  /** What a picture weighs that travels in the mail, in bytes; null for one that is loaded. */
  embedded(address: string): number | null;
  recipients: number;
}

/** What can be said of the message as one person gets it. */
export async function inspectContent(
  weigh: (url: string) => Promise<number>,
  { source, compiled, data, embedded, recipients }: ContentQuestion,
): Promise<PreflightFinding[]> {
  const page = inspectPage(fillText(compiled.html, data));
  const text = fillText(compiled.text, data);
  const ownImages = page.images.filter((src) => !/\/o\/[^/]*\.gif$/.test(src));
  const spam = scoreSpam({
    subject: fillText(compiled.subject, data),
    text,
    images: ownImages.length,
    masked_links: page.masked_links,
    links: compiled.links,
  });
  const findings: PreflightFinding[] = [];
  const add = (
    code: PreflightFinding['code'],
    values: PreflightFinding['values'],
    { level = 'warning', key = code, place = null }: Partial<Pick<PreflightFinding, 'level' | 'key' | 'place'>> = {},
  ) => findings.push({ code, key, level, count: null, values, place });

  if (!compiled.has_own_unsubscribe) add('unsubscribe_added', {}, { level: 'note' });
  const written = ownImages.filter((src) => src.startsWith('data:'));
  if (written.length > 0) add('images_embedded', { images: written.length }, { place: inBody(source, 'data:image') });
  const travelling = ownImages.flatMap((src) => embedded(src) ?? []);
  if (travelling.length > 0) {
    const bytes = Math.ceil(travelling.reduce((sum, weight) => sum + weight, 0) * ON_THE_WIRE);
    const level = bytes > LARGEST ? 'error' : bytes > HEAVY ? 'warning' : 'note';
    add('images_attached', { images: travelling.length, bytes, all: bytes * recipients }, { level });
  }
  if (page.without_alt.length > 0) {
    add('alt_missing', { images: page.without_alt.length }, { place: inBody(source, page.without_alt[0] ?? '') });
  }
  for (const { text: said, ratio, wanted } of page.contrast) {
    const place = inBody(source, said.replace(/…$/, '').slice(0, 20));
    add('contrast_low', { text: said, ratio, wanted }, { key: `contrast_low:${said}`, place });
  }
  const loaded = ownImages.filter((src) => /^https?:/.test(src) && embedded(src) === null);
  const weights = await inParallel(loaded, weigh);
  const heavy = weights.reduce((sum, bytes) => sum + bytes, 0) + written.reduce((sum, src) => sum + src.length, 0);
  if (heavy > HEAVY) add('images_heavy', { bytes: heavy, images: ownImages.length });
  if (spam.score > 0) {
    const reasons = spam.reasons.map(({ reason }) => reason).join(', ');
    add('spam_words', { score: spam.score, reasons }, { level: spam.score >= SPAM_LIMIT ? 'warning' : 'note' });
  }
  return findings;
}

function inBody(source: MessageSource, text: string): TemplatePlace {
  return placeIn(source, 'body', text);
}

/** Weighs each image once, in bytes, as far as it answers: the first two hundred, in however many texts they stand. */
export function imageScales(fetch: GuardedFetch): (url: string) => Promise<number> {
  const known = new Map<string, Promise<number>>();
  return (url) => {
    const weight = known.get(url) ?? (known.size < MOST_IMAGES ? weightOf(fetch, url) : Promise.resolve(0));
    if (known.size < MOST_IMAGES) known.set(url, weight);
    return weight;
  };
}

async function weightOf(fetch: GuardedFetch, url: string): Promise<number> {
  try {
    const { headers, body } = await fetch({ method: 'GET', url, headers: {}, timeout: PATIENCE });
    return Number(headers['content-length']) || body.length;
  } catch (error) {
    if (error instanceof NoAnswer) return error.code === 'ETOOLONG' ? READ : 0;
    throw error;
  }
}
