import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseInbound } from '#main/channels/inbound/parse-inbound.ts';
import { createPublicTokens } from '#main/platform/public-tokens.ts';
import { findCampaign } from '#main/repositories/campaign/campaign.repo.ts';
import { getCampaign } from '#main/repositories/campaign/campaign-view.repo.ts';
import { findEmailSuppression } from '#main/repositories/consent/suppression.repo.ts';
import { reconcile } from '#main/repositories/delivery/reconcile.repo.ts';
import { moveCount } from '#main/repositories/delivery/send-count.repo.ts';
import { freezeAudience } from '#main/services/campaign/audience.service.ts';
import { createCampaign } from '#main/services/campaign/campaign.service.ts';
import { sendCampaign } from '#main/services/campaign/campaign-run.service.ts';
import { listDeliveries } from '#main/services/campaign/delivery.service.ts';
import { getFeedback, listFeedback, undoFeedback } from '#main/services/feedback/feedback.service.ts';
import { suppressRefused } from '#main/services/feedback/suppress-refused.ts';
import { takeReports } from '#main/services/feedback/take-report.ts';
import { writeGroup } from '#main/services/tracking/write-group.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { DAY } from '#shared/kernel/instant.ts';
import { ACTOR, type CampaignHouse, campaignHouse, listOf } from '#test/support/campaign-context.ts';

const tokens = createPublicTokens(new Uint8Array(32).fill(7));

let house: CampaignHouse;
let list: string;
let campaign: string;
beforeEach(async () => {
  house = campaignHouse();
  list = listOf(house.ctx, 3);
  campaign = await sent();
});
afterEach(() => house.close());

/** Sends to everybody on the list; all are in this state then. */
async function sent(state = 'accepted'): Promise<string> {
  const audience = { ...NOBODY, include_lists: [list] };
  const draft = createCampaign(house.ctx, ACTOR, { name: 'X', subject: 'Hi', body: '<p>Hi</p>', audience });
  await sendCampaign(house.ctx, ACTOR, draft);
  await freezeAudience(house.ctx, draft.id, new AbortController().signal);
  const { no } = findCampaign(house.ctx.db.reader, draft.id) ?? { no: 0 };
  house.ctx.db.write((tx) => {
    const { changes } = tx.sql(`UPDATE delivery SET state = ? WHERE send_no = ? AND state = 'queued'`).run(state, no);
    moveCount(tx, no, 'queued', state, changes);
  });
  return draft.id;
}

async function deliveriesOf(id: string) {
  return (await listDeliveries(house.ctx, { id, limit: 10 })).items;
}

interface Bounce {
  status?: string;
  said?: string;
  to?: string;
  recipient?: string;
  message_id?: string;
  action?: string;
}

async function take(source: string) {
  const raw = new TextEncoder().encode(source);
  const [taken] = takeReports({ ...house.ctx, tokens }, [{ report: await parseInbound(raw), source: 'inbox:x', raw }]);
  return taken ?? { id: '', known: false, effects: [] };
}

function dsn({
  status = '5.1.1',
  said = '550 5.1.1 no such user',
  to,
  recipient,
  message_id,
  action = 'failed',
}: Bounce) {
  return `Return-Path: <>
From: MAILER-DAEMON@mx.example
To: ${to ?? 'news@acme.example'}
Subject: Undelivered Mail Returned to Sender
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example

Final-Recipient: rfc822; ${recipient ?? 'nobody@example.com'}
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; ${said}
${message_id ? `\n--b\nContent-Type: text/rfc822-headers\n\nMessage-ID: <${message_id}>\nTo: x@example.com\n` : ''}
--b--
`;
}

const address = (no: string | number, purpose: 'bounce' | 'unsubscribe' = 'bounce') =>
  `returns+${tokens.return_path.sign(purpose, Number(no))}@acme.example`;
const counts = (id = campaign) => getCampaign(house.ctx.db.reader, id).counts;
const suppressionOf = (email: string) => findEmailSuppression(house.ctx.db.reader, email);
const expectTrueNumbers = (id = campaign) =>
  expect(reconcile(house.ctx.db.reader, findCampaign(house.ctx.db.reader, id)?.no ?? 0)).toEqual([]);

describe('a bounce', () => {
  it('by the token of its return path makes the delivery bounced and, when the address is bad, suppresses it', async () => {
    const [first] = await deliveriesOf(campaign);
    const taken = await take(dsn({ to: address(first?.id ?? '') }));
    expect(taken).toMatchObject({ known: false, effects: ['bounced'] });
    const [after] = await deliveriesOf(campaign);
    expect(after).toMatchObject({ state: 'bounced', code: 'hard user_unknown', response: '550 5.1.1 no such user' });
    expect(after?.reason).toBe('The mail server took it, but it came back: the address does not exist there.');
    expect(counts()).toMatchObject({ accepted: 2, bounced: 1 });
    expect(suppressionOf(first?.address ?? '')).toBe('bounced');
    expectTrueNumbers();
  });

  it('finds its delivery by Message-ID too, if the recipient is the one who got that message', async () => {
    const [first, second] = await deliveriesOf(campaign);
    const message_id = `${Number(first?.id).toString(36)}.${campaign}@acme.example`;
    await take(dsn({ message_id, recipient: second?.address ?? '' }));
    expect(counts().bounced).toBe(0);
    await take(dsn({ message_id, recipient: first?.address ?? '' }));
    expect(counts().bounced).toBe(1);
  });

  it('without either is about the newest message to its recipient', async () => {
    const [first] = await deliveriesOf(campaign);
    await take(dsn({ recipient: first?.address ?? '' }));
    expect((await deliveriesOf(campaign))[0]?.state).toBe('bounced');
  });

  it.each([
    ['a token that is not ours', { to: 'returns+b1.0123456789abcdef@acme.example' }],
    ['the Message-ID of somebody else', { message_id: 'spam.123@botnet.example' }],
    ['an address that nothing was sent to', { recipient: 'stranger@example.com' }],
  ])('with %s changes nothing', async (_what, bounce: Bounce) => {
    const [first] = await deliveriesOf(campaign);
    const taken = await take(dsn({ recipient: first?.address ?? '', ...bounce }));
    expect(taken.effects).toEqual([]);
    expect(counts()).toMatchObject({ accepted: 3, bounced: 0 });
    expect(listFeedback(house.ctx, { limit: 10, matched: false }).items).toMatchObject([
      { has_raw: false, can_undo: false },
    ]);
  });

  it('counts once, however often it comes', async () => {
    const [first] = await deliveriesOf(campaign);
    const mail = dsn({ to: address(first?.id ?? '') });
    await take(mail);
    expect(await take(mail)).toMatchObject({ known: true, effects: [] });
    expect((await take(`X-Way: another\n${mail}`)).effects).toEqual(['none']);
    expect(counts().bounced).toBe(1);
    expectTrueNumbers();
  });

  it('keeps what it looked like, and is taken back as a whole with one call', async () => {
    const [first] = await deliveriesOf(campaign);
    const { id } = await take(dsn({ to: address(first?.id ?? '') }));
    expect(getFeedback(house.ctx, id).raw).toContain('Diagnostic-Code: smtp; 550 5.1.1 no such user');
    const undone = undoFeedback(house.ctx, ACTOR, id);
    expect(undone).toMatchObject({ can_undo: false, lines: [{ effect: 'bounced', undone_at: expect.any(String) }] });
    expect(counts()).toMatchObject({ accepted: 3, bounced: 0 });
    expect(suppressionOf(first?.address ?? '')).toBeNull();
    expectTrueNumbers();
    expect(() => undoFeedback(house.ctx, ACTOR, id)).toThrowError(expect.objectContaining({ code: 'WRONG_STATE' }));
  });

  it('that is soft suppresses only when as many in a row have come as the organization allows', async () => {
    const full = { status: '5.2.2', said: '552 5.2.2 mailbox full' };
    for (let n = 1; n <= 5; n += 1) {
      const id = n === 1 ? campaign : await sent();
      const [first] = await deliveriesOf(id);
      expect(suppressionOf(first?.address ?? '')).toBeNull();
      await take(dsn({ ...full, to: address(first?.id ?? '') }));
      expect(suppressionOf(first?.address ?? ''), `after ${n}`).toBe(n === 5 ? 'bounced' : null);
    }
  });

  it('that is soft begins a new row after a message that arrived', async () => {
    const full = { status: '5.2.2', said: '552 5.2.2 mailbox full' };
    house.ctx.db.write((tx) => tx.sql('UPDATE organization SET soft_bounce_limit = 2').run());
    const [first] = await deliveriesOf(campaign);
    await take(dsn({ ...full, to: address(first?.id ?? '') }));
    await sent();
    const [third] = await deliveriesOf(await sent());
    await take(dsn({ ...full, to: address(third?.id ?? '') }));
    expect(suppressionOf(third?.address ?? '')).toBeNull();
  });

  it('for which our own domain is to blame never suppresses anybody', async () => {
    house.ctx.db.write((tx) => tx.sql('UPDATE organization SET soft_bounce_limit = 1').run());
    const [first] = await deliveriesOf(campaign);
    await take(dsn({ status: '5.7.26', said: '550 5.7.26 fails DMARC policy', to: address(first?.id ?? '') }));
    expect((await deliveriesOf(campaign))[0]).toMatchObject({ state: 'bounced', code: 'soft authentication' });
    expect(suppressionOf(first?.address ?? '')).toBeNull();
  });

  it('comes too late to be about anything after days', async () => {
    const [first] = await deliveriesOf(campaign);
    house.database.clock.advance(11 * DAY);
    expect((await take(dsn({ recipient: first?.address ?? '' }))).effects).toEqual([]);
  });
});

describe('what else comes back', () => {
  it('a warning that a server still tries changes no state', async () => {
    const [first] = await deliveriesOf(campaign);
    expect((await take(dsn({ to: address(first?.id ?? ''), action: 'delayed', status: '4.4.1' }))).effects).toEqual([
      'delay',
    ]);
    expect(counts()).toMatchObject({ accepted: 3, bounced: 0 });
  });

  it('a complaint outweighs a bounce, and is taken back to it', async () => {
    const [first] = await deliveriesOf(campaign);
    await take(dsn({ to: address(first?.id ?? '') }));
    const { id } = await take(complaint(address(first?.id ?? '')));
    expect(counts()).toMatchObject({ bounced: 0, complained: 1 });
    expect(suppressionOf(first?.address ?? '')).toBe('complained');
    undoFeedback(house.ctx, ACTOR, id);
    expect(counts()).toMatchObject({ bounced: 1, complained: 0 });
    expect(suppressionOf(first?.address ?? '')).toBe('bounced');
    expectTrueNumbers();
  });

  it('a mail to the address for leaving unsubscribes, whatever it says', async () => {
    const [first] = await deliveriesOf(campaign);
    const to = address(first?.id ?? '', 'unsubscribe');
    expect((await take(`From: any@example.com\nTo: ${to}\nSubject: please stop\n\n`)).effects).toEqual([
      'unsubscribed',
    ]);
    expect(suppressionOf(first?.address ?? '')).toBe('unsubscribed');
    expectTrueNumbers();
  });

  it('an automatic reply to it does not', async () => {
    const [first] = await deliveriesOf(campaign);
    const to = address(first?.id ?? '', 'unsubscribe');
    await take(`From: any@example.com\nTo: ${to}\nSubject: Out of office\nAuto-Submitted: auto-replied\n\nAway`);
    expect(suppressionOf(first?.address ?? '')).toBeNull();
  });
});

describe('a refusal while a message is sent', () => {
  it.each([
    ['550 5.1.1', '5.1.1 no such user here', 'bounced'],
    ['550', 'mailbox does not exist', 'bounced'],
    ['552 5.2.2', '5.2.2 mailbox full', null],
    ['550 5.7.26', '5.7.26 fails DMARC policy', null],
    ['450 4.1.1', '4.1.1 user unknown', null],
    ['CRASH', null, null],
  ])('%s %s leaves the address %s', (code, said, reason) => {
    const refusal = { send_no: 1, address: 'person0.newsletter@example.com', code, said, at: 0 };
    house.ctx.db.write((tx) => suppressRefused(tx, refusal));
    expect(suppressionOf('person0.newsletter@example.com')).toBe(reason);
  });
});

describe('a message of unknown fate', () => {
  it('came back when a bounce of it arrives', async () => {
    const id = await sent('unknown');
    const [first] = await deliveriesOf(id);
    await take(dsn({ to: address(first?.id ?? '') }));
    expect(counts(id)).toMatchObject({ unknown: 2, bounced: 1 });
    expectTrueNumbers(id);
  });

  it('was delivered when it is opened, and the last one ends the campaign', async () => {
    const id = await sent('unknown');
    const at = house.ctx.clock.now();
    const hits = (await deliveriesOf(id)).map(({ id: no }) => ({
      kind: 'open' as const,
      delivery_no: Number(no),
      link: -1,
      at,
      agent: 'x',
      ip: '',
      asked: 'get' as const,
      unwilling: false,
    }));
    writeGroup(house.ctx, { hits, wishes: [] });
    expect(counts(id)).toMatchObject({ unknown: 0, accepted: 3 });
    expect(getCampaign(house.ctx.db.reader, id).state).toBe('sent');
    expectTrueNumbers(id);
  });
});

function complaint(return_path: string): string {
  return `From: fbl@isp.example
To: news@acme.example
Subject: FW: Hi
Content-Type: multipart/report; report-type=feedback-report; boundary=b

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
Original-Mail-From: <${return_path}>

--b--
`;
}
