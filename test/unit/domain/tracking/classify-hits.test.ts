import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { truncatedAddress } from '#main/http/network-address.ts';
import { classifyHits, type HitToJudge, RULES_VERSION } from '#shared/domain/tracking/classify-hits.ts';
import { TRAP_LINK } from '#shared/domain/tracking/hit.ts';
import { agentKind } from '#shared/domain/tracking/mail-agent.ts';
import { isByPerson } from '#shared/domain/tracking/verdict.ts';
import { SECOND } from '#shared/kernel/instant.ts';
import { APP_ROOT } from '#test/support/app-root.ts';

interface Scenario {
  name: string;
  requests: { after_s: number; method: 'GET' | 'HEAD'; path: string; ip: string; ua: string }[];
  expect: Partial<Record<'human_opens' | 'machine_opens' | 'human_clicks' | 'machine_clicks', number>>;
}

const fixture = <Data>(name: string) =>
  JSON.parse(readFileSync(join(APP_ROOT, 'test/fixtures/tracking-bots', name), 'utf8')) as Data;

const SENT = Date.parse('2025-11-04T09:00:00Z');
const BROWSER = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36';

function hitOf({ after_s, method, path, ip, ua }: Scenario['requests'][number]): HitToJudge {
  const [what, link] = path.split(':');
  return {
    kind: what === 'open' ? 'open' : 'click',
    at: SENT + after_s * SECOND,
    since: after_s * SECOND,
    link: link === undefined ? null : link === 'hidden' ? TRAP_LINK : Number(link) - 1,
    agent: ua,
    ip: truncatedAddress(ip),
    asked: method === 'HEAD' ? 'head' : 'get',
  };
}

const clickAfter = (seconds: number, link: number, rest: Partial<HitToJudge> = {}): HitToJudge => ({
  ...hitOf({ after_s: seconds, method: 'GET', path: `click:${link}`, ip: '198.51.100.7', ua: BROWSER }),
  ...rest,
});
const openAfter = (seconds: number, ua = BROWSER, ip = '198.51.100.7') =>
  hitOf({ after_s: seconds, method: 'GET', path: 'open', ip, ua });
const verdicts = (...hits: HitToJudge[]) =>
  classifyHits(hits).map(({ verdict, evidence }) => `${verdict}: ${evidence}`);

test.each(fixture<Scenario[]>('scenarios.json'))('$name', ({ requests, expect: wanted }) => {
  const hits = requests.map(hitOf);
  const counts = { human_opens: 0, machine_opens: 0, human_clicks: 0, machine_clicks: 0 };
  classifyHits(hits).forEach(({ verdict }, place) => {
    const hit = hits[place];
    if (!hit || hit.asked === 'head') return;
    counts[`${isByPerson(verdict) ? 'human' : 'machine'}_${hit.kind}s`] += 1;
  });
  expect(counts).toMatchObject(wanted);
});

test.each(fixture<{ ua: string; kind: string; client: string }[]>('mail-proxies.json'))('$client is $kind', (known) => {
  const verdict = classifyHits([openAfter(900, known.ua)])[0]?.verdict;
  const wanted = { privacy_prefetch: 'privacy_proxy', prefetch: 'privacy_proxy' }[known.kind] ?? known.kind;
  expect(verdict).toBe(wanted);
});

test('at least 95 in 100 of the robots that are known by name are found, and no common mail program or browser is one', () => {
  const robots = fixture<{ instances: string[] }[]>('crawler-user-agents.json').flatMap(({ instances }) => instances);
  const found = robots.filter((agent) => agentKind(agent) !== 'ordinary');
  expect(found.length / robots.length).toBeGreaterThan(0.95);
  for (const agent of PEOPLE) expect(agentKind(agent), agent).toBe('ordinary');
});

const PEOPLE = [
  BROWSER,
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:128.0) Gecko/20100101 Thunderbird/128.4.0',
  'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
  'Mozilla/4.0 (compatible; ms-office; MSOffice 16)',
];

test('a scanner that takes its time is known by what it follows within minutes of the send', () => {
  const slow = [25, 40, 60].map((after, place) => clickAfter(after, place + 1));
  expect(verdicts(...slow)).toEqual(Array(3).fill('scanner: slow_burst'));
  const slower = [20, 80, 140, 200, 260].map((after, place) => clickAfter(after, place + 1));
  expect(verdicts(...slower)).toEqual(Array(5).fill('scanner: slow_burst'));
});

test('a person who follows three links one after the other, later, is a person', () => {
  const hits = [openAfter(3_600), clickAfter(3_620, 1), clickAfter(3_640, 2), clickAfter(3_660, 3)];
  expect(verdicts(...hits)).toEqual(Array(4).fill('human: ordinary_agent'));
});

test('who follows a link again and again is in no burst', () => {
  expect(verdicts(...[1, 1, 1, 1].map((link, place) => clickAfter(900 + place, link)))).toEqual(
    Array(4).fill('human: ordinary_agent'),
  );
});

test('pictures loaded by the source of a burst are not loaded by a person, and those of others are', () => {
  const burst = [1, 2, 3].map((link) => clickAfter(30, link));
  expect(verdicts(openAfter(29), ...burst, openAfter(29, BROWSER, '203.0.113.4'))).toEqual([
    'scanner: source_of_burst',
    ...Array(3).fill('scanner: burst'),
    'human: ordinary_agent',
  ]);
  expect(verdicts(...burst, openAfter(30 + 3_600)).at(-1)).toBe('human: ordinary_agent');
});

test('a click within two seconds is too fast for a person, unless the pictures were loaded before', () => {
  expect(verdicts(clickAfter(1, 1))).toEqual(['scanner: too_fast']);
  expect(verdicts(openAfter(1), clickAfter(2, 1))).toEqual(['human: ordinary_agent', 'human: ordinary_agent']);
  expect(verdicts(clickAfter(1, 1, { since: null }))).toEqual(['human: ordinary_agent']);
});

test('what is fetched ahead, from Apple itself or by programs is by no person', () => {
  expect(verdicts({ ...openAfter(60), asked: 'ahead' })).toEqual(['scanner: fetched_ahead']);
  expect(verdicts(openAfter(60, BROWSER, '17.58.0.10'))).toEqual(['privacy_proxy: apple_network']);
  expect(verdicts(openAfter(60, 'curl/8.5.0'))).toEqual(['scanner: known_robot']);
});

test('the rules have a version', () => expect(RULES_VERSION).toBe(1));
