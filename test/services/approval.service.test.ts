import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { insertUser } from '#main/repositories/access/user.repo.ts';
import { getCampaign, listCampaigns } from '#main/repositories/campaign/campaign-view.repo.ts';
import { insertTestMailboxSender } from '#main/repositories/sending/sender.repo.ts';
import {
  approve,
  askApproval,
  getApproval,
  getApprovedContent,
  listWaiting,
  requestChanges,
  setApprovalRule,
  withdrawApproval,
} from '#main/services/approval/approval.service.ts';
import { tellApproval } from '#main/services/approval/tell-approval.ts';
import { freezeAudience } from '#main/services/campaign/audience.service.ts';
import { type CampaignInput, createCampaign, updateCampaign } from '#main/services/campaign/campaign.service.ts';
import {
  resumeCampaign,
  scheduleCampaign,
  sendCampaign,
  startScheduled,
  unscheduleCampaign,
} from '#main/services/campaign/campaign-run.service.ts';
import { changeSegment, createSegment, getSegment } from '#main/services/segment/segment.service.ts';
import { changeSendingRules } from '#main/services/sending/sending-rules.service.ts';
import { createTemplate, publishVersion } from '#main/services/template/template.service.ts';
import { publishWorkflow } from '#main/services/workflow/publish-workflow.ts';
import { createWorkflow } from '#main/services/workflow/workflow.service.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import type { Role } from '#shared/domain/role.ts';
import { PLAIN_TIMING } from '#shared/domain/timing/send-timing.ts';
import type { WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';
import { instantOf } from '#shared/kernel/instant.ts';
import { type CampaignHouse, campaignHouse, listOf, runDueJobs } from '#test/support/campaign-context.ts';
import { drawGraph, EMAIL } from '#test/support/workflow/workflow-house.ts';

// The clock of the house stands at 2026-03-02T09:00Z, a Monday, 10:00 in Berlin.
let house: CampaignHouse;
let list: string;
let segment: string;
beforeEach(() => {
  house = campaignHouse();
  list = listOf(house.ctx, 3);
  changeSendingRules(house.ctx, 'anna', { revision: 1, undo_seconds: 0 });
  for (const [name, role] of PEOPLE) person(name, role);
  segment = createSegment(house.ctx, 'mia', {
    name: 'Persons',
    description: '',
    rule: "first_name STARTS WITH 'Person'",
    watched: false,
  }).id;
  setApprovalRule(house.ctx, 'anna', { from_recipients: 1, revision: 1 });
});
afterEach(() => house.close());

const PEOPLE: [string, Role][] = [
  ['anna', 'admin'],
  ['max', 'manager'],
  ['mia', 'marketer'],
];
const person = (name: string, role: Role) =>
  house.ctx.db.write((tx) => {
    const email = `${name}@example.com`;
    const created_at = instantOf(house.ctx.clock.now());
    insertUser(tx, {
      id: name,
      name: `${name[0]?.toUpperCase()}${name.slice(1)}`,
      email,
      email_key: email,
      role,
      active: true,
      created_at,
    });
  });
const draft = (input: Partial<CampaignInput> = {}, author = 'mia') =>
  createCampaign(house.ctx, author, {
    name: 'Spring',
    subject: 'Hello',
    body: '<p>Hi</p>',
    audience: { ...NOBODY, include_lists: [list] },
    ...input,
  }).id;
const view = (id: string) => getCampaign(house.ctx.db.reader, id);
const change = (id: string, input: Partial<CampaignInput>) =>
  updateCampaign(house.ctx, 'mia', { id, revision: view(id).revision, ...input });
const ask = (id: string, by = 'mia', note = '') =>
  askApproval(house.ctx, by, { id, revision: view(id).revision, note });
const hash = (id: string) => getApproval(house.ctx, 'max', id).content_hash;
const yes = (id: string, by = 'max') => approve(house.ctx, by, { id, content_hash: hash(id), comment: '' });
const approved = async (input: Parameters<typeof draft>[0] = {}) => {
  const id = draft(input);
  await ask(id);
  yes(id);
  return id;
};
const send = (id: string, by = 'mia') => sendCampaign(house.ctx, by, { id, revision: view(id).revision });
const schedule = (id: string, local = '2026-03-02T12:00') =>
  scheduleCampaign(house.ctx, 'mia', { id, revision: view(id).revision, local, timezone: 'Europe/Berlin' });
const comesAt = async (id: string, text: string) => {
  house.database.clock.advance(Date.parse(text) - house.database.clock.now());
  await startScheduled(house.ctx, id);
  return runDueJobs(house.ctx, {
    'campaign.freeze-audience': (campaign, signal) => freezeAudience(house.ctx, campaign, signal),
  });
};
const narrow = (rule: string) => {
  const { revision } = getSegment(house.ctx, segment);
  changeSegment(house.ctx, 'mia', { id: segment, revision, rule });
};
const needed = (message: string, hint = '') =>
  expect.objectContaining({
    code: 'APPROVAL_NEEDED',
    message: expect.stringContaining(message),
    detail: expect.objectContaining({ hint: expect.stringContaining(hint) }),
  });

describe('the rule', () => {
  it('is off at first, and asks nothing of anybody then', async () => {
    setApprovalRule(house.ctx, 'anna', { from_recipients: null, revision: 2 });
    expect((await send(draft())).state).toBe('sending');
  });

  it('holds from so many recipients on', async () => {
    setApprovalRule(house.ctx, 'max', { from_recipients: 3, revision: 2 });
    await expect(send(draft())).rejects.toEqual(needed('needs approval'));
    setApprovalRule(house.ctx, 'max', { from_recipients: 4, revision: 3 });
    expect((await send(draft())).state).toBe('sending');
  });

  it('is refused when somebody else has changed it meanwhile', () => {
    const stale = () => setApprovalRule(house.ctx, 'max', { from_recipients: 9, revision: 1 });
    expect(stale).toThrowError(expect.objectContaining({ code: 'STALE_REVISION' }));
  });

  it('keeps managers and admins, too, from sending alone, and says who can approve', async () => {
    await expect(send(draft({}, 'max'), 'max')).rejects.toEqual(needed('needs approval', 'Who can approve it: Anna.'));
    await expect(send(draft())).rejects.toEqual(needed('needs approval', 'Who can approve it: Anna, Max.'));
  });

  it('says what to do where nobody else can approve', async () => {
    house.ctx.db.write((tx) => tx.sql(`UPDATE user SET active = 0 WHERE id = 'anna'`).run());
    await expect(send(draft({}, 'max'), 'max')).rejects.toEqual(
      needed('needs approval', 'make somebody manager or admin'),
    );
  });

  it('holds for a time that is chosen, too', async () => {
    await expect(schedule(draft())).rejects.toEqual(needed('needs approval'));
  });
});

describe('a workflow', () => {
  const publish = (graph: WorkflowGraph, by: string) => {
    const id = createWorkflow(house.ctx, 'mia', { name: 'Welcome', graph });
    publishWorkflow(house.ctx, by, { id, revision: 1, choices: [] });
  };
  const start = { type: 'on_list', list_id: '', imports: false } as const;

  it('that sends messages is published by who can approve, while campaigns need it', () => {
    const mails = drawGraph({ start: { ...start, list_id: list }, mail: EMAIL }, ['start next mail']);
    expect(() => publish(mails, 'mia')).toThrowError(needed('this workflow with messages', 'Anna, Max'));
    expect(() => publish(mails, 'max')).not.toThrow();
    const silent = drawGraph({ start: { ...start, list_id: list }, end: { type: 'exit' } }, ['start next end']);
    expect(() => publish(silent, 'mia')).not.toThrow();
    setApprovalRule(house.ctx, 'anna', { from_recipients: null, revision: 2 });
    expect(() => publish(mails, 'mia')).not.toThrow();
  });
});

describe('an approval', () => {
  it('that is waited for lets nothing out, and is in the list of those who can give it', async () => {
    const id = draft();
    await ask(id, 'mia', 'For Monday, please');
    await expect(send(id)).rejects.toEqual(needed('waits for approval', 'Anna, Max'));
    expect(getApproval(house.ctx, 'max', id)).toMatchObject({ state: 'requested', changed: [], own_work: false });
    const waiting = { campaign: { id, name: 'Spring' }, note: 'For Monday, please', recipients: 3, changed: [] };
    expect(listWaiting(house.ctx, 'max').items).toMatchObject([waiting]);
    expect(listWaiting(house.ctx, 'mia').items).toEqual([]);
  });

  it('that is given lets it out, and says who gave it, when, and for what', async () => {
    const id = await approved();
    const [entry] = getApproval(house.ctx, 'mia', id).history;
    expect(entry).toMatchObject({
      state: 'approved',
      asked_by: { name: 'Mia' },
      decided_by: { name: 'Max' },
      decided_at: '2026-03-02T09:00:00.000Z',
    });
    expect((await send(id)).state).toBe('sending');
    expect(getApproval(house.ctx, 'mia', id)).toMatchObject({ state: 'approved', changed: [] });
    expect(getApprovedContent(house.ctx, entry?.id ?? '')).toMatchObject({ subject: 'Hello', body: '<p>Hi</p>' });
    expect(listWaiting(house.ctx, 'anna').items).toEqual([]);
  });

  it('is not given by its author, nor by who asked for it', async () => {
    const own = draft({}, 'max');
    await ask(own, 'mia');
    const forbidden = expect.objectContaining({
      code: 'FORBIDDEN',
      detail: expect.objectContaining({ hint: 'Who can: Anna.' }),
    });
    expect(() => yes(own, 'max')).toThrowError(forbidden);
    const asked = draft();
    await ask(asked, 'max');
    expect(() => yes(asked, 'max')).toThrowError(forbidden);
    expect(yes(asked, 'anna').state).toBe('approved');
  });

  it('can be refused with a word; then it is asked for again', async () => {
    const id = draft();
    await ask(id);
    requestChanges(house.ctx, 'max', { id, content_hash: hash(id), comment: 'Name the price.' });
    await expect(send(id)).rejects.toEqual(
      needed('Max asked for changes: “Name the price.”', 'ask for approval again'),
    );
    change(id, { body: '<p>9 €</p>' });
    await ask(id);
    yes(id);
    expect(getApproval(house.ctx, 'mia', id).history.map(({ state }) => state)).toEqual([
      'approved',
      'changes_requested',
    ]);
    expect((await send(id)).state).toBe('sending');
  });

  it('can be asked for no more', async () => {
    const id = draft();
    await ask(id);
    expect(withdrawApproval(house.ctx, 'mia', id).state).toBe('none');
    expect(() => yes(id)).toThrowError(expect.objectContaining({ code: 'WRONG_STATE' }));
    await expect(send(id)).rejects.toEqual(needed('needs approval'));
  });

  it('is not asked for twice, and not once it has begun', async () => {
    const id = await approved();
    await expect(ask(id)).rejects.toMatchObject({ code: 'WRONG_STATE', message: 'This campaign is approved already.' });
    await send(id);
    await expect(ask(id)).rejects.toMatchObject({ code: 'WRONG_STATE' });
  });

  it('is only given for what has been seen', async () => {
    const id = draft();
    await ask(id);
    const seen = hash(id);
    change(id, { subject: 'Other' });
    const late = () => approve(house.ctx, 'max', { id, content_hash: seen, comment: '' });
    expect(late).toThrowError(
      expect.objectContaining({
        code: 'STALE_REVISION',
        message: 'The subject was changed after approval was asked for.',
      }),
    );
    await ask(id);
    expect(late).toThrowError(expect.objectContaining({ code: 'STALE_REVISION' }));
    expect(yes(id).state).toBe('approved');
  });

  it('is mailed: the question to who can answer it, the answer to who asked', async () => {
    const id = draft();
    const { history } = await ask(id, 'mia', 'For Monday, please');
    const approval_id = history[0]?.id ?? '';
    await tellApproval(house.ctx, { approval_id });
    expect(house.mails.map(({ to, subject }) => [to, subject])).toEqual([
      ['anna@example.com', 'Please approve: Spring'],
      ['max@example.com', 'Please approve: Spring'],
    ]);
    expect(house.mails[0]?.text).toContain(
      'Mia asks you to approve “Spring”, which would go to 3 people.\n\nFor Monday',
    );
    yes(id);
    await tellApproval(house.ctx, { approval_id });
    expect(house.mails.at(-1)).toMatchObject({ to: 'mia@example.com', subject: 'Approved: Spring' });
  });
});

describe('a change after the approval', () => {
  const otherSender = () =>
    house.ctx.db.write((tx) => {
      const id = house.ctx.ids.id();
      tx.sql('UPDATE sender SET is_default = 0').run();
      insertTestMailboxSender(tx, { id, created_at: instantOf(house.ctx.clock.now()), from_name: 'Other' });
      return id;
    });
  const german = { language: 'de', subject: 'Hallo', preheader: '', body: '<p>Hallo</p>' };
  const variants = [{}, { subject: 'B' }].map((variant) => ({
    subject: null,
    preheader: null,
    content: null,
    from_name: null,
    delay_minutes: 0,
    ...variant,
  }));

  it.each<[string, () => Partial<CampaignInput>, string]>([
    ['subject', () => ({ subject: 'Other' }), 'The subject was changed'],
    ['preheader', () => ({ preheader: 'Other' }), 'The preheader was changed'],
    ['text', () => ({ body: '<p>Other</p>' }), 'The text was changed'],
    ['audience', () => ({ audience: { ...NOBODY, everyone: true } }), 'The audience was changed'],
    ['sender', () => ({ sender_id: otherSender() }), 'The sender was changed'],
    ['language', () => ({ translations: [german] }), 'The text in other languages was changed'],
    ['tracking', () => ({ track_opens: false }), 'The tracking was changed'],
    [
      'test',
      () => ({
        experiment: {
          variants,
          sample_percent: 20,
          hold_out_percent: 0,
          metric: 'opens',
          wait_minutes: 60,
          confidence: 95,
          fallback: 'ask',
        },
      }),
      'The test was changed',
    ],
    ['two things', () => ({ subject: 'Other', body: '<p>Other</p>' }), 'The subject and the text were changed'],
  ])('of the %s lets nothing out until it is approved again', async (_what, input, message) => {
    const id = await approved();
    change(id, input());
    await expect(send(id)).rejects.toEqual(needed(`${message} after Max approved it.`, 'Ask for approval again.'));
    await ask(id);
    yes(id);
    expect((await send(id)).state).toBe('sending');
  });

  it('of a segment’s rule counts as one of the audience', async () => {
    const id = await approved({ audience: { ...NOBODY, include_segments: [segment] } });
    narrow("email CONTAINS '@'");
    await expect(send(id)).rejects.toEqual(
      needed('The rule of a segment of the audience was changed after Max approved it.'),
    );
  });

  it('of a segment’s rule counts through other segments, too', async () => {
    const outer = createSegment(house.ctx, 'mia', {
      name: 'Outer',
      description: '',
      rule: "segment = 'Persons'",
      watched: false,
    });
    const id = await approved({ audience: { ...NOBODY, include_segments: [outer.id] } });
    narrow("email CONTAINS '@'");
    await expect(send(id)).rejects.toEqual(needed('The rule of a segment'));
  });

  it('of the template that it began from is none: the campaign has its own copy', async () => {
    const content = {
      body_kind: 'html' as const,
      subject: 'Hello',
      preheader: '',
      body: '<p>One</p>',
      translations: [],
    };
    const template = createTemplate(house.ctx, 'mia', { name: 'Mail', folder: '', channel: 'email', content });
    const audience = { ...NOBODY, include_lists: [list] };
    const { id } = createCampaign(house.ctx, 'mia', { name: 'Spring', template_id: template.id, audience });
    await ask(id);
    yes(id);
    const later = { ...content, body: '<p>Two</p>' };
    const { id: template_id, revision } = template;
    const wish = { id: template_id, revision, draft_revision: null, content: later, note: '' };
    publishVersion(house.ctx, 'mia', wish);
    expect(await send(id)).toMatchObject({ state: 'sending', body: '<p>One</p>' });
  });

  it('that is changed back is none', async () => {
    const id = await approved();
    change(id, { subject: 'Other' });
    change(id, { subject: 'Hello', name: 'Renamed' });
    expect((await send(id)).state).toBe('sending');
  });
});

describe('at the start', () => {
  it('what was changed since the approval was looked at does not go out', async () => {
    const id = await approved({ audience: { ...NOBODY, include_segments: [segment] } });
    const { rendering } = house.ctx;
    const ctx = {
      ...house.ctx,
      rendering: {
        run: ((name, input) => {
          // The last thing before the transaction of the start.
          if (name === 'links') narrow("email CONTAINS '@'");
          return rendering.run(name, input);
        }) as typeof rendering.run,
      },
    };
    await expect(sendCampaign(ctx, 'mia', { id, revision: view(id).revision })).rejects.toEqual(
      needed('The rule of a segment'),
    );
    expect(view(id)).toMatchObject({ state: 'draft', started_at: null });
  });

  it('a scheduled campaign that was changed stays, says so, and goes on once it is approved again', async () => {
    const id = await approved({ audience: { ...NOBODY, include_segments: [segment] } });
    await schedule(id);
    narrow("first_name = 'Person 1'");
    await comesAt(id, '2026-03-02T11:00Z');
    expect(view(id)).toMatchObject({ state: 'paused', started_at: null, counts: { audience: 0 } });
    expect(view(id).reason).toBe(
      'The rule of a segment of the audience was changed after Max approved it. Ask for approval again. Who can approve it: Anna, Max.',
    );
    await expect(resumeCampaign(house.ctx, 'mia', id)).rejects.toEqual(needed('The rule of a segment'));
    await ask(id);
    yes(id);
    expect((await resumeCampaign(house.ctx, 'mia', id)).state).toBe('sending');
  });

  it('a rule that came after the scheduling holds, too', async () => {
    setApprovalRule(house.ctx, 'anna', { from_recipients: null, revision: 2 });
    const id = draft();
    await schedule(id);
    setApprovalRule(house.ctx, 'anna', { from_recipients: 1, revision: 3 });
    await comesAt(id, '2026-03-02T11:00Z');
    expect(view(id)).toMatchObject({ state: 'paused', reason: expect.stringContaining('needs approval') });
  });

  it('a campaign taken back, changed and scheduled anew needs a new approval', async () => {
    const id = await approved();
    await schedule(id);
    unscheduleCampaign(house.ctx, 'mia', id);
    change(id, { subject: 'Other' });
    await expect(schedule(id)).rejects.toEqual(needed('The subject was changed after Max approved it.'));
  });

  it('one approval of a campaign that repeats covers each of its runs; a change of the audience holds the next', async () => {
    const repeat = { kind: 'cron', rule: '0 12 * * MON', timezone: 'Europe/Berlin' } as const;
    const id = await approved({ audience: { ...NOBODY, include_segments: [segment] } });
    await scheduleCampaign(house.ctx, 'mia', { id, revision: view(id).revision, timing: { ...PLAIN_TIMING, repeat } });
    const runs = () => listCampaigns(house.ctx.db.reader, { limit: 5, series: id }).items;
    for (const monday of ['2026-03-02', '2026-03-09']) {
      await comesAt(id, `${monday}T11:00Z`);
    }
    expect(runs().map(({ state }) => state)).toEqual(['sending', 'sending']);
    narrow("first_name = 'Person 1'");
    await comesAt(id, '2026-03-16T11:00Z');
    expect(runs()[0]).toMatchObject({ state: 'paused', reason: expect.stringContaining('The rule of a segment') });
    const held = runs()[0]?.id ?? '';
    await expect(resumeCampaign(house.ctx, 'mia', held)).rejects.toEqual(needed('The rule of a segment'));
    await ask(held);
    yes(held);
    expect((await resumeCampaign(house.ctx, 'mia', held)).state).toBe('sending');
  });
});
