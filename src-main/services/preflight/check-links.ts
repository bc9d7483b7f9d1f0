import { type GuardedFetch, NoAnswer } from '#main/platform/guarded-fetch.ts';
import type { MessageSource } from '#main/rendering/compile-message.ts';
import { placeIn } from '#main/rendering/place-in.ts';
import { isPersonalTarget } from '#main/rendering/render-link-target.ts';
import type { PreflightFinding } from '#shared/domain/preflight/finding.ts';

const PATIENCE = 8_000;
const AT_ONCE = 6;
const MOST_LINKS = 200;
const OFFLINE = new Set(['EAI_AGAIN', 'ENETUNREACH', 'EHOSTUNREACH', 'ENETDOWN']);

type Answer =
  | { is: 'there' }
  | { is: 'dead'; says: string }
  /** It gave no answer from which anything follows. */
  | { is: 'unclear' }
  | { is: 'offline' };

export interface LinkQuestion {
  /** As the message names it, Liquid where it is personal. */
  link: string;
  /** The first text that has it. */
  source: MessageSource;
}

/**
 * Asks each place once whether it is there. What only some servers refuse to programs is not held against a link; where each person
 * is led elsewhere, nobody is asked in anybody's name.
 */
export async function checkLinks(fetch: GuardedFetch, links: readonly LinkQuestion[]): Promise<PreflightFinding[]> {
  const targets = links.filter(({ link }) => !isPersonalTarget(link) && URL.canParse(link)).slice(0, MOST_LINKS);
  const answers = await inParallel(targets, ({ link }) => ask(fetch, link));
  const open =
    answers.filter(({ is }) => is === 'unclear' || is === 'offline').length + (links.length - targets.length);
  // A name that can't be looked up says little where none can be.
  const none = answers.length > 0 && answers.every(({ is, ...answer }) => is === 'offline' || isLookup(answer));
  if (none) return [uncheckedFinding(links.length, 'offline')];
  const dead = targets.flatMap(({ link, source }, index): PreflightFinding[] => {
    const answer = answers[index];
    if (answer?.is !== 'dead') return [];
    const place = placeIn(source, 'body', asWritten(source.body, link));
    return [
      {
        key: `link_dead:${link}`,
        code: 'link_dead',
        level: 'warning',
        count: null,
        values: { url: link, says: answer.says },
        place,
      },
    ];
  });
  return open > 0 ? [...dead, uncheckedFinding(open, 'unclear')] : dead;
}

/** A link as its author wrote it: the tags that it was given stand at the end of its query, and HTML escapes it. */
function asWritten(body: string, link: string): string {
  const untagged = link.replace(/[?&]utm_[^#]*/, '');
  const forms = [link, untagged].flatMap((form) => [form, form.replaceAll('&', '&amp;')]);
  return forms.find((form) => body.includes(form)) ?? link;
}

function uncheckedFinding(links: number, why: 'offline' | 'unclear'): PreflightFinding {
  return {
    key: 'links_unchecked',
    code: 'links_unchecked',
    level: 'note',
    count: null,
    values: { links, why },
    place: null,
  };
}

const NO_SERVER = 'There is no such server.';

function isLookup(answer: { says?: string }): boolean {
  return answer.says === NO_SERVER;
}

async function ask(fetch: GuardedFetch, url: string): Promise<Answer> {
  try {
    const { status } = await fetch({
      method: 'GET',
      url,
      headers: { 'user-agent': 'Herald' },
      timeout: PATIENCE,
    });
    if (status === 404 || status === 410) return { is: 'dead', says: `The server says ${status}.` };
    return status < 400 ? { is: 'there' } : { is: 'unclear' };
  } catch (error) {
    if (!(error instanceof NoAnswer)) throw error;
    if (error.code === 'ETOOLONG') return { is: 'there' };
    if (error.code === 'ENOTFOUND') return { is: 'dead', says: NO_SERVER };
    if (error.code === 'ECONNREFUSED') return { is: 'dead', says: 'The server takes no connections.' };
    return { is: OFFLINE.has(error.code) ? 'offline' : 'unclear' };
  }
}

/** Some at a time; answers in the order of the questions. */
export async function inParallel<Question, Result>(
  questions: readonly Question[],
  work: (question: Question) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const lane = async () => {
    for (let at = next++; at < questions.length; at = next++) results[at] = await work(questions[at] as Question);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  return results;
}
