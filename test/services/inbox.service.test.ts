import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openMailbox } from '#main/channels/inbound/open-mailbox.ts';
import { createGuardedFetch } from '#main/platform/guarded-fetch.ts';
import { createPublicTokens } from '#main/platform/public-tokens.ts';
import { secretBoxOf } from '#main/platform/secret-box.ts';
import { findCampaign } from '#main/repositories/campaign/campaign.repo.ts';
import { getCampaign } from '#main/repositories/campaign/campaign-view.repo.ts';
import { moveCount } from '#main/repositories/delivery/send-count.repo.ts';
import { freezeAudience } from '#main/services/campaign/audience.service.ts';
import { createCampaign } from '#main/services/campaign/campaign.service.ts';
import { sendCampaign } from '#main/services/campaign/campaign-run.service.ts';
import { listDeliveries } from '#main/services/campaign/delivery.service.ts';
import { listFeedback } from '#main/services/feedback/feedback.service.ts';
import {
  changeInbox,
  createInbox,
  type InboxInput,
  listAllInboxes,
  removeInbox,
  testInbox,
} from '#main/services/feedback/inbox.service.ts';
import { readInbox } from '#main/services/feedback/read-inbox.ts';
import { returnAddresses } from '#main/services/feedback/return-addresses.ts';
import { GrantTokens } from '#main/services/sign-in/grant-tokens.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { ACTOR, type CampaignHouse, campaignHouse, listOf } from '#test/support/campaign-context.ts';
import { IMAP_USER, type ImapServer, startImapServer } from '#test/support/imap-server.ts';
import { type Pop3Server, startPop3Server } from '#test/support/pop3-server.ts';
import { startTokenService } from '#test/support/token-service.ts';

const tokens = createPublicTokens(new Uint8Array(32).fill(7));
const secrets = secretBoxOf(Buffer.alloc(32, 9));
const log = { debug() {}, info() {}, warn() {}, error() {}, child: () => log };
const NEVER = new AbortController().signal;

let house: CampaignHouse;
let campaign: string;
let imap: ImapServer;
let pop3: Pop3Server;

beforeEach(async () => {
  grants = new GrantTokens();
  imap = await startImapServer();
  pop3 = await startPop3Server();
  house = campaignHouse();
  const audience = { ...NOBODY, include_lists: [listOf(house.ctx, 3)] };
  const draft = createCampaign(house.ctx, ACTOR, { name: 'X', subject: 'Hi', body: '<p>Hi</p>', audience });
  campaign = draft.id;
  await sendCampaign(house.ctx, ACTOR, draft);
  await freezeAudience(house.ctx, campaign, NEVER);
  const no = findCampaign(house.ctx.db.reader, campaign)?.no ?? 0;
  house.ctx.db.write((tx) => {
    const { changes } = tx.sql(`UPDATE delivery SET state = 'accepted' WHERE state = 'queued'`).run();
    moveCount(tx, no, 'queued', 'accepted', changes);
  });
});
afterEach(async () => {
  house.close();
  await Promise.all([imap.close(), pop3.close()]);
});

const fetch = createGuardedFetch({ allow_private: true });
let grants = new GrantTokens();
const context = () => ({ ...house.ctx, tokens, secrets, fetch, grants, log });
const fieldOf = (field: string) => expect.objectContaining({ detail: expect.objectContaining({ field }) });

function inbox(change: Partial<InboxInput> = {}): string {
  return createInbox(context(), ACTOR, {
    name: 'Bounces',
    protocol: 'imap',
    host: '127.0.0.1',
    port: imap.port,
    security: 'none',
    ...IMAP_USER,
    folder: 'INBOX',
    address: 'returns@acme.example',
    plus_addressing: true,
    afterwards: 'mark',
    done_folder: 'Herald',
    is_active: true,
    sender_ids: [],
    ...change,
  }).id;
}

const read = (id: string) => readInbox(context(), id, NEVER);
const bounced = () => getCampaign(house.ctx.db.reader, campaign).counts.bounced;
const stateOf = (id: string) => listAllInboxes(context()).find((one) => one.id === id);

async function bounceOf(place: number): Promise<string> {
  const { items } = await listDeliveries(house.ctx, { id: campaign, limit: 10 });
  const to = returnAddresses(tokens.return_path, 'returns@acme.example').bounce(Number(items[place]?.id));
  return `Return-Path: <>\nFrom: MAILER-DAEMON@mx.example\nTo: ${to}\nSubject: Undelivered Mail ${place}\n
<${items[place]?.address}>: 550 5.1.1 user unknown\n`;
}

const LETTER = 'From: ana@shop.example\nTo: returns@acme.example\nSubject: A question\n\nIs it still there?\n';

describe('a mailbox read by IMAP', () => {
  it('is read from where it was left: what came back has its effect, and a letter stays unread', async () => {
    const id = inbox();
    imap.put(await bounceOf(0));
    imap.put(LETTER);
    await read(id);
    expect(bounced()).toBe(1);
    const flags = imap.messages('INBOX').map((one) => one.flags.includes('\\Seen'));
    expect(flags).toEqual([true, false]);
    imap.put(await bounceOf(1));
    await read(id);
    expect(bounced()).toBe(2);
    expect(stateOf(id)).toMatchObject({ mails_read: 3, trouble: null, checked_at: expect.any(String) });
    expect(listFeedback(house.ctx, { limit: 10 }).items.map(({ kind }) => kind)).toEqual(['bounce', 'none', 'bounce']);
  });

  it('that was set up anew is read from its beginning, and nothing counts twice', async () => {
    const id = inbox();
    imap.put(await bounceOf(0));
    imap.put(LETTER);
    await read(id);
    imap.renumber();
    imap.put(await bounceOf(1));
    await read(id);
    expect(bounced()).toBe(2);
    expect(stateOf(id)?.mails_read).toBe(5);
    expect(listFeedback(house.ctx, { limit: 10 }).items).toHaveLength(3);
  });

  it('has what was understood moved to a folder, if that was chosen, and nothing else', async () => {
    const id = inbox({ afterwards: 'move' });
    imap.put(LETTER);
    imap.put(await bounceOf(2));
    await read(id);
    expect(imap.messages('Herald').map(({ raw }) => /Subject: (.*)/.exec(raw)?.[1])).toEqual(['Undelivered Mail 2']);
    expect(imap.messages('INBOX').some(({ raw }) => raw.includes('A question'))).toBe(true);
  });

  it("tells what the server said when it can't be opened, in a test and beside the mailbox", async () => {
    const id = inbox({ password: 'wrong' });
    const tested = await testInbox(context(), id);
    expect(tested).toMatchObject({ ok: false, mails: null, said: expect.stringMatching(/invalid|fail|auth/i) });
    await read(id);
    expect(stateOf(id)?.trouble).toBe(tested.said);
    expect(() => changeInbox(context(), ACTOR, { id, revision: 1, host: 'other.example' })).toThrowError(
      fieldOf('password'),
    );
    const fixed = changeInbox(context(), ACTOR, { id, revision: 1, password: IMAP_USER.password });
    expect(JSON.stringify(fixed)).not.toContain(IMAP_USER.password);
    expect(await testInbox(context(), id)).toMatchObject({ ok: true, mails: imap.messages('INBOX').length });
  });

  it('does not answer at all: that is told, and the next turn tries again', async () => {
    const id = inbox({ port: 1 });
    await read(id);
    expect(stateOf(id)?.trouble).toContain('ECONNREFUSED');
  });

  it('signs in with a token by IMAP where it was given a grant, and says when that was withdrawn', async () => {
    const service = await startTokenService();
    const oauth = { token_endpoint: service.url, client_id: 'herald', refresh_token: 'refresh-1' };
    const id = inbox({ password: '', oauth });
    expect(await testInbox(context(), id)).toMatchObject({ ok: true, mails: 0 });
    expect(stateOf(id)).toMatchObject({ has_password: false, oauth: { client_id: 'herald' } });
    const asked = service.asked.length;
    service.behave(() => ({ status: 200, body: { access_token: 'access-1' } }));
    await read(id);
    await read(id);
    expect(service.asked).toHaveLength(asked + 1);
    const move = (more: object) => () =>
      changeInbox(context(), ACTOR, { id, revision: 1, host: 'other.example', ...more });
    expect(move({})).toThrowError(fieldOf('oauth.refresh_token'));
    expect(move({ oauth })).not.toThrow();
    changeInbox(context(), ACTOR, { id, revision: 2, host: '127.0.0.1', oauth });
    service.behave(() => ({ status: 400, body: { error: 'invalid_grant' } }));
    grants = new GrantTokens();
    await read(id);
    expect(stateOf(id)?.trouble).toContain('withdrawn or has run out');
    expect(() => inbox({ protocol: 'pop3', afterwards: 'keep', oauth })).toThrowError(
      expect.objectContaining({ detail: expect.objectContaining({ field: 'protocol' }) }),
    );
    await service.close();
  });
});

describe('a mailbox read by POP3', () => {
  it('is read once, and only what was understood is deleted, if that was chosen', async () => {
    const id = inbox({ protocol: 'pop3', port: pop3.port, afterwards: 'delete' });
    pop3.put(await bounceOf(0));
    pop3.put(`${LETTER}.\n..dots\n`);
    await read(id);
    await read(id);
    expect(bounced()).toBe(1);
    expect(pop3.mails()).toEqual([`${LETTER}.\n..dots\n`]);
    expect(stateOf(id)).toMatchObject({ mails_read: 2, trouble: null });
  });

  it('tells what the server said', async () => {
    const id = inbox({ protocol: 'pop3', port: pop3.port, afterwards: 'keep', password: 'wrong' });
    expect(await testInbox(context(), id)).toEqual({
      ok: false,
      said: 'PASS: the server said: [AUTH] wrong password for bounces',
      mails: null,
    });
  });

  it('never puts a line of its own into what it says', async () => {
    const server = { host: '127.0.0.1', port: pop3.port, security: 'none', access_token: null } as const;
    const account = { ...server, protocol: 'pop3', folder: '' } as const;
    await expect(openMailbox({ ...account, username: 'a\r\nDELE 1', password: '' })).rejects.toThrow('line breaks');
  });

  it('is refused what POP3 does not know', () => {
    expect(() => inbox({ protocol: 'pop3', afterwards: 'move' })).toThrowError(
      expect.objectContaining({ code: 'INVALID_INPUT', detail: expect.objectContaining({ field: 'afterwards' }) }),
    );
  });
});

describe('a mailbox', () => {
  it('that is deleted forgets its password and is read no more', async () => {
    const id = inbox();
    removeInbox(context(), ACTOR, id);
    expect(house.ctx.db.reader.sql('SELECT name FROM secret').all()).toEqual([]);
    imap.put(await bounceOf(0));
    await read(id);
    expect(bounced()).toBe(0);
  });
});
