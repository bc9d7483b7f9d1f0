import { describe, expect, it } from 'vitest';
import { compileMessage } from '#main/rendering/compile-message.ts';
import { fillText } from '#main/rendering/compiled-text.ts';
import { tagLink } from '#main/rendering/tag-link.ts';
import {
  fitsPattern,
  type LinkTagRules,
  NO_LINK_TAG_RULES,
  sayTagProblem,
  tagProblem,
} from '#shared/domain/campaign/link-tag-rules.ts';
import { buildLink, linkTagsOf, NO_LINK_TAGS, tagOfName } from '#shared/domain/campaign/link-tags.ts';
import { mergePerson } from '#test/support/merge-person.ts';

const TAGS = { ...NO_LINK_TAGS, on: true, source: 'newsletter', campaign: 'spring' };
const ALL = 'utm_source=newsletter&utm_medium=email&utm_campaign=spring';

describe('an address gets the tags that it lacks', () => {
  it.each([
    ['https://a.example', `https://a.example?${ALL}`],
    ['https://a.example/p?x=1', `https://a.example/p?x=1&${ALL}`],
    ['https://a.example/p?', `https://a.example/p?${ALL}`],
    ['https://a.example/p#part?x', `https://a.example/p?${ALL}#part?x`],
    [
      'https://a.example/p?UTM_SOURCE=mine#x',
      'https://a.example/p?UTM_SOURCE=mine&utm_medium=email&utm_campaign=spring#x',
    ],
    [`https://a.example/?${ALL}`, `https://a.example/?${ALL}`],
    ['https://a.example/{{ city }}?c={{ "a#b?" }}#y', `https://a.example/{{ city }}?c={{ "a#b?" }}&${ALL}#y`],
  ])('%s', (target, tagged) => {
    expect(tagLink(target, TAGS)).toBe(tagged);
  });

  it('and none when they are switched off', () => {
    expect(tagLink('https://a.example', { ...TAGS, on: false })).toBe('https://a.example');
  });

  it('with their values escaped', () => {
    expect(tagLink('https://a.example', { ...TAGS, source: 'a&b c', medium: '', campaign: '' })).toBe(
      'https://a.example?utm_source=a%26b%20c',
    );
  });
});

describe('in a message', () => {
  const options = { base_url: 'https://t.example', track_opens: false, link_tags: TAGS };
  const body =
    '<a href="https://a.example/?x=1&amp;y=2">a</a><a href="mailto:x@y.z">m</a><a href="{{ unsubscribe_url }}">u</a><a href="https://b.example" data-herald-track="false">b</a>';
  const source = { subject: '', preheader: '', body_kind: 'html' as const, body };

  it('tracked links lead to the tagged address', () => {
    const { links } = compileMessage(source, { ...options, track_clicks: true });
    expect(links).toEqual([`https://a.example/?x=1&y=2&${ALL}`]);
  });

  it('links that are not tracked are tagged in the mail itself, and only web links', () => {
    const { html, links } = compileMessage(source, { ...options, track_clicks: false });
    expect(links).toEqual([]);
    expect(fillText(html, mergePerson())).toBe(
      body
        .replace('y=2', `y=2&amp;${ALL.replaceAll('&', '&amp;')}`)
        .replace('{{ unsubscribe_url }}', 'https://t.example/u/TOKEN'),
    );
  });
});

it('a campaign without tags of its own has those of the organization, under its own name', () => {
  const organization = { ...TAGS, campaign: '' };
  expect(linkTagsOf(null, organization, 'Größe & Ähre 2026')).toMatchObject({ on: true, campaign: 'große-ahre-2026' });
  expect(linkTagsOf({ ...TAGS, on: false }, organization, 'x').on).toBe(false);
  expect(tagOfName('  Spring -- sale! ')).toBe('spring-sale');
});

describe('a link for elsewhere', () => {
  it.each([
    ['https://a.example/p?x=1#part', `https://a.example/p?x=1&${ALL}#part`, []],
    [' HTTPS://a.example ', `HTTPS://a.example?${ALL}`, []],
    [
      'https://a.example/?utm_campaign=theirs',
      'https://a.example/?utm_campaign=theirs&utm_source=newsletter&utm_medium=email',
      ['campaign'],
    ],
  ])('%s', (address, link, kept) => {
    // Also where the campaign's own links get none.
    expect(buildLink(address, { ...TAGS, on: false })).toEqual({ link, kept });
  });

  it.each(['a.example', 'mailto:x@y.z', 'https://a b', 'javascript:alert(1)'])('is none for %s', (address) => {
    expect(buildLink(address, TAGS)).toBeNull();
  });
});

describe('names of parameters', () => {
  const rules: LinkTagRules = {
    ...NO_LINK_TAG_RULES,
    plain: true,
    source: { kind: 'list', values: ['newsletter', 'Partner A'] },
    campaign: { kind: 'pattern', pattern: '####-##-*' },
  };
  const right = { ...TAGS, campaign: '2026-03-spring' };
  const told = (tags: object) => {
    const problem = tagProblem({ ...right, ...tags }, rules);
    return problem && [problem.name, problem.code, problem.remedy];
  };

  it.each([
    [{}, null],
    [{ source: 'Partner A' }, null],
    [{ on: false, source: 'anything' }, null],
    [{ source: 'Newsletter' }, ['source', 'not_listed', 'newsletter']],
    [{ source: 'facebook' }, ['source', 'not_listed', 'newsletter, Partner A']],
    [{ source: '' }, ['source', 'missing', 'newsletter, Partner A']],
    [{ medium: 'E Mail' }, ['medium', 'not_plain', 'e-mail']],
    [{ campaign: 'spring' }, ['campaign', 'not_matching', '####-##-*']],
    [{ term: '', content: '' }, null],
  ])('%j', (tags, problem) => {
    expect(told(tags)).toEqual(problem);
  });

  it('a sentence names what is wrong and what to write instead', () => {
    const problem = tagProblem({ ...right, campaign: 'spring' }, rules);
    expect(problem && sayTagProblem(problem)).toEqual({
      message: 'utm_campaign is not named as the settings ask: "spring".',
      hint: 'Name it like ####-##-*.',
    });
  });

  it.each([
    ['2026-03-spring', '####-##-*', true],
    ['2026-3-spring', '####-##-*', false],
    ['2026-03-', '####-##-*', true],
    ['a.b', 'a?b', false],
    ['xaxbxc', '*a*b*c', true],
    ['xaxbx', '*a*b*c', false],
    ['größe', 'gr*e', true],
    ['', '*', true],
  ])('%s by %s: %s', (value, pattern, fits) => {
    expect(fitsPattern(value, pattern)).toBe(fits);
  });

  it('no pattern takes long', () => {
    expect(fitsPattern('a'.repeat(200), `${'*a'.repeat(50)}b`)).toBe(false);
  });
});
