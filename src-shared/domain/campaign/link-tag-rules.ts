import { type LinkTags, TAG_NAMES, type TagName } from './link-tags.ts';

/** What one UTM parameter may say. In a pattern `#` stands for a digit and `*` for anything, also nothing. */
export type TagRule = { kind: 'any' } | { kind: 'list'; values: string[] } | { kind: 'pattern'; pattern: string };

/** How an organization names things in the statistics of its sites, so that one thing has one name. */
export type LinkTagRules = Record<TagName, TagRule> & {
  /** Small letters, and no spaces. */
  plain: boolean;
};

const ANY: TagRule = { kind: 'any' };
export const NO_LINK_TAG_RULES: LinkTagRules = {
  plain: false,
  source: ANY,
  medium: ANY,
  campaign: ANY,
  term: ANY,
  content: ANY,
};

export interface TagProblem {
  name: TagName;
  code: 'missing' | 'not_plain' | 'not_listed' | 'not_matching';
  value: string;
  /** What may stand there: one of some values, something like an example, or the value as it should be written. */
  remedy: string;
}

/** Without these a visit can't be told apart; the other two may be left out whatever their rule. */
const NEEDED: readonly TagName[] = ['source', 'medium', 'campaign'];

/** The first parameter that is not named as the rules ask; null: all are, or links get none. */
export function tagProblem(tags: LinkTags, rules: LinkTagRules): TagProblem | null {
  if (!tags.on) return null;
  for (const name of TAG_NAMES) {
    const problem = problemOf(name, tags[name].trim(), rules);
    if (problem) return problem;
  }
  return null;
}

/** Whether one parameter may say this. */
export function problemOf(name: TagName, value: string, rules: LinkTagRules): TagProblem | null {
  const rule = rules[name];
  if (value === '') {
    if (rule.kind === 'any' || !NEEDED.includes(name)) return null;
    return { name, code: 'missing', value, remedy: remedyOf(rule) };
  }
  if (rule.kind === 'list' && !rule.values.includes(value)) {
    const meant = rule.values.find((one) => one.toLowerCase() === plainTag(value).toLowerCase());
    return { name, code: 'not_listed', value, remedy: meant ?? remedyOf(rule) };
  }
  // What a list names is right as it is.
  if (rules.plain && rule.kind !== 'list' && plainTag(value) !== value) {
    return { name, code: 'not_plain', value, remedy: plainTag(value) };
  }
  if (rule.kind === 'pattern' && !fitsPattern(value, rule.pattern)) {
    return { name, code: 'not_matching', value, remedy: remedyOf(rule) };
  }
  return null;
}

/** The problem as a sentence, and what to do about it, for programs and the command line. */
export function sayTagProblem({ name, code, value, remedy }: TagProblem): { message: string; hint: string } {
  const parameter = `utm_${name}`;
  if (code === 'missing') return { message: `Links have no ${parameter}.`, hint: `Allowed is: ${remedy}.` };
  if (code === 'not_plain') {
    return { message: `${parameter} has capitals or spaces: "${value}".`, hint: `Write "${remedy}".` };
  }
  const message = `${parameter} is not named as the settings ask: "${value}".`;
  return { message, hint: code === 'not_listed' ? `Allowed is: ${remedy}.` : `Name it like ${remedy}.` };
}

function plainTag(value: string): string {
  return value.trim().toLowerCase().replace(/\s+/g, '-');
}

function remedyOf(rule: Exclude<TagRule, { kind: 'any' }>): string {
  return rule.kind === 'list' ? rule.values.join(', ') : rule.pattern;
}

/** Sign by sign with one place to come back to, so that no pattern takes long. */
export function fitsPattern(value: string, pattern: string): boolean {
  const signs = [...value];
  const wanted = [...pattern];
  let at = 0;
  let place = 0;
  let star = -1;
  let after_star = 0;
  while (at < signs.length) {
    const want = wanted[place];
    const sign = signs[at] ?? '';
    if (want === '*') {
      star = place++;
      after_star = at;
    } else if (want === sign || (want === '#' && /^\d$/.test(sign))) {
      place++;
      at++;
    } else if (star >= 0) {
      place = star + 1;
      at = ++after_star;
    } else return false;
  }
  return wanted.slice(place).every((sign) => sign === '*');
}
