import { describe, expect, test } from 'vitest';
import { createSlackProvider } from '#main/channels/chat/slack.provider.ts';
import { createTeamsProvider } from '#main/channels/chat/teams.provider.ts';
import type { FakeAnswer } from '#test/support/fake-service.ts';
import { httpBench, means, outcomeOf, requestOf } from './http-bench.ts';
import { describeProvider } from './provider-suite.ts';

const slack = (url: string) => createSlackProvider({ webhook_url: `${url}/services/T0/B0/X` }, means());
const teams = (url: string) => createTeamsProvider({ webhook_url: `${url}/workflows/1` }, means());
const message = (title: string) => ({ title, lines: ['4 sent'], link: null });
const HOSTILE = {
  title: 'Sale <!channel> *now* & [here](https://evil.example)',
  lines: ['<https://evil.example|click>', '_all_ `gone`'],
  link: { label: 'Open <it>', url: 'https://herald.example/#/campaigns/1' },
};

describe('Slack', () =>
  describeProvider(
    () =>
      httpBench({
        provider: slack,
        messageTo: message,
        recipientOf: ({ body }) => (JSON.parse(body) as { text: string }).text,
        answer: () => ({ status: 200, body: 'ok' }),
        refused: { status: 400, body: 'invalid_payload' },
        later: { status: 429, headers: { 'retry-after': '30' }, body: 'rate_limited' },
      }),
    'sender',
  ));

interface Card {
  type: string;
  attachments: { contentType: string; content: { body: { text: string }[]; actions?: object[] } }[];
}

describe('Microsoft Teams', () =>
  describeProvider(
    () =>
      httpBench({
        provider: teams,
        messageTo: message,
        recipientOf: ({ body }) =>
          (JSON.parse(body) as Card).attachments[0]?.content.body[0]?.text.replaceAll('\\', '') ?? '',
        answer: () => ({ status: 202, body: '' }),
        refused: { status: 400, body: 'Bad payload received by generic incoming webhook.' },
        later: { status: 429, headers: { 'retry-after': '5' }, body: '' },
      }),
    'sender',
  ));

test('what is told can neither mention anybody in Slack nor place a link', async () => {
  const { body } = await requestOf(slack, HOSTILE, { status: 200, body: 'ok' });
  const { text, blocks } = JSON.parse(body) as { text: string; blocks: { text: { type: string; text: string } }[] };
  expect(blocks[0]?.text.type).toBe('mrkdwn');
  const said = blocks[0]?.text.text ?? '';
  expect(text).toContain('&lt;!channel&gt;');
  expect(said.match(/<[^>]*>/g)).toEqual(['<https://herald.example/#/campaigns/1|Open &lt;it&gt;>']);
  expect(said.match(/\*/g)).toHaveLength(2);
  expect(said).not.toContain('_');
});

test('what is too long for Slack is cut before its link, between two signs', async () => {
  const long = { title: 'Sale', lines: ['&'.repeat(2_999)], link: { label: 'Open', url: 'https://herald.example/1' } };
  const { body } = await requestOf(slack, long, { status: 200, body: 'ok' });
  const { blocks } = JSON.parse(body) as { blocks: { text: { text: string } }[] };
  const said = blocks[0]?.text.text ?? '';
  expect(said.length).toBeGreaterThan(2_900);
  expect(said.length).toBeLessThanOrEqual(3_000);
  expect(said).toMatch(/^\*Sale\*\n(?:&amp;)+\n<https:\/\/herald\.example\/1\|Open>$/);
});

test('what is told is an adaptive card in Teams, with no Markdown of its own', async () => {
  const { body } = await requestOf(teams, HOSTILE, { status: 202, body: '' });
  const { type, attachments } = JSON.parse(body) as Card;
  expect(type).toBe('message');
  expect(attachments[0]?.contentType).toBe('application/vnd.microsoft.card.adaptive');
  const { body: blocks = [], actions } = attachments[0]?.content ?? {};
  expect(blocks[0]?.text).toBe(String.raw`Sale &lt;\!channel\> \*now\* & \[here\]\(https://evil.example\)`);
  expect(actions).toEqual([
    { type: 'Action.OpenUrl', title: 'Open <it>', url: 'https://herald.example/#/campaigns/1' },
  ]);
  expect(Buffer.byteLength(body)).toBeLessThan(28 * 1024);
});

describe('an answer says whom it is about', () => {
  const cases: [string, typeof slack, FakeAnswer, object][] = [
    [
      'Slack, a channel that is gone',
      slack,
      { status: 404, body: 'channel_not_found' },
      { kind: 'rejected', blame: 'sender', said: '404 channel_not_found' },
    ],
    [
      'Slack, an archived channel',
      slack,
      { status: 410, body: 'channel_is_archived' },
      { kind: 'rejected', blame: 'sender' },
    ],
    ['Slack, not allowed', slack, { status: 403, body: 'action_prohibited' }, { kind: 'rejected', blame: 'sender' }],
    [
      'Slack, a hook that was taken back',
      slack,
      { status: 400, body: 'invalid_token' },
      { kind: 'rejected', blame: 'sender' },
    ],
    ['Slack, trouble of its own', slack, { status: 500, body: 'rollup_error' }, { kind: 'deferred', blame: 'sender' }],
    ['Slack, too much', slack, { status: 429, headers: { 'retry-after': '30' } }, { kind: 'deferred', wait: 30_000 }],
    [
      'Teams, a workflow that is gone',
      teams,
      { status: 404, body: { error: { code: 'WorkflowNotFound', message: 'Gone.' } } },
      { kind: 'rejected', blame: 'sender', code: 'WorkflowNotFound' },
    ],
    ['Teams, a wrong signature', teams, { status: 401, body: '' }, { kind: 'rejected', blame: 'sender' }],
    ['Teams, too much', teams, { status: 429, headers: { 'retry-after': '5' } }, { kind: 'deferred', wait: 5_000 }],
  ];
  test.for(cases)('%s', async ([, provider, answer, outcome]) => {
    expect(await outcomeOf(provider, message('x'), answer)).toMatchObject(outcome);
  });
});
