import { createPublicKey } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDkimSigner } from '#main/channels/email/dkim-signer.ts';
import { secretBoxOf } from '#main/platform/secret-box.ts';
import { findSender } from '#main/repositories/sending/sender.repo.ts';
import { homeSummary } from '#main/repositories/tracking/home-report.repo.ts';
import { checkDomainsDue } from '#main/services/sending/check-domains.ts';
import { providerAccountOf } from '#main/services/sending/provider-account-of.ts';
import { createSender } from '#main/services/sending/sender.service.ts';
import {
  checkSendingDomain,
  getProviderResults,
  getSendingHealth,
  makeSendingKey,
} from '#main/services/sending/sending-health.service.ts';
import { DAY, instantOf } from '#shared/kernel/instant.ts';
import { ACTOR, type CampaignHouse, campaignHouse } from '#test/support/campaign-context.ts';

let house: CampaignHouse;
/** What stands in the DNS; null: it can't be asked. */
let records: Record<string, string[]> | null;
let sender: string;

const secrets = secretBoxOf(Buffer.alloc(32, 9));
const context = () => ({
  ...house.ctx,
  secrets,
  dns: {
    textsOf: (name: string) =>
      records ? Promise.resolve(records[name] ?? []) : Promise.reject(new Error('queryTxt ETIMEOUT')),
  },
});

beforeEach(() => {
  house = campaignHouse();
  records = {};
  sender = createSender(context(), ACTOR, {
    name: 'Office server',
    from_name: 'Acme',
    from_email: 'news@mail.acme.example',
    host: 'smtp.acme.example',
    port: 587,
    security: 'starttls',
  }).id;
});
afterEach(() => house.close());

const DOMAIN = 'mail.acme.example';
const check = () => checkSendingDomain(context(), DOMAIN);
const states = async () =>
  (await check()).findings.map(({ record, state, problem }) => `${record} ${state} ${problem}`);
const keysInUse = () => {
  const row = findSender(house.ctx.db.reader, sender);
  return row && providerAccountOf({ secrets, mailbox: { host: '', port: 0 } }, house.ctx.db.reader, row).server?.dkim;
};

describe('a domain whose records change', () => {
  const FINE = { [DOMAIN]: ['v=spf1 mx -all'], [`_dmarc.${DOMAIN}`]: ['v=DMARC1; p=reject'] };
  const told = () => homeSummary(house.ctx.db.reader, house.ctx.clock.now()).worsened_domains;
  const day = () => {
    house.database.clock.advance(DAY);
    return checkDomainsDue(context());
  };

  it('for the worse is told at home and beside it, until it is fine again; a silent DNS tells nothing', async () => {
    records = FINE;
    await day();
    expect(told()).toEqual([]);
    records = { [DOMAIN]: ['v=spf1 mx -all'] };
    await day();
    expect(told()).toEqual([DOMAIN]);
    const since = instantOf(house.ctx.clock.now());
    records = null;
    await day();
    expect(getSendingHealth(context()).domains[0]?.worsened).toEqual([{ record: 'dmarc', since }]);
    records = FINE;
    await day();
    expect(told()).toEqual([]);
  });

  it('is looked at once a day, and one that was never fine is no change', async () => {
    await day();
    records = FINE;
    await checkDomainsDue(context());
    expect(getSendingHealth(context()).domains[0]?.findings[0]?.state).toBe('missing');
    expect(told()).toEqual([]);
  });
});

describe('a domain that mail is sent from', () => {
  it('without records is told each with the one to put there', async () => {
    const { findings, aligned } = await check();
    expect(findings).toMatchObject([
      { record: 'spf', state: 'missing', name: DOMAIN, wanted: 'v=spf1 a:smtp.acme.example mx ~all' },
      { record: 'dkim', state: 'missing', problem: 'not_made', wanted: null },
      { record: 'dmarc', state: 'missing', name: `_dmarc.${DOMAIN}` },
    ]);
    expect(aligned).toBe(true);
    expect(getSendingHealth(context()).domains).toMatchObject([{ domain: DOMAIN, senders: ['Office server'] }]);
  });

  it('signs with its key from the moment that the public half stands in the DNS, and no earlier', async () => {
    const made = await makeSendingKey(context(), ACTOR, DOMAIN);
    const dkim = made.findings.find(({ record }) => record === 'dkim');
    expect(dkim).toMatchObject({
      state: 'missing',
      wanted: expect.stringMatching(/^v=DKIM1; k=rsa; p=[A-Za-z0-9+/=]{392}$/),
    });
    expect([made.signs, keysInUse()]).toEqual([false, undefined]);
    expect(JSON.stringify(made)).not.toContain('PRIVATE');

    records = { [dkim?.name ?? '']: [dkim?.wanted ?? ''] };
    const before = findSender(house.ctx.db.reader, sender)?.revision ?? 0;
    expect((await check()).signs).toBe(true);
    // Connections that are open are opened anew.
    expect(findSender(house.ctx.db.reader, sender)?.revision).toBe(before + 1);
    const keys = keysInUse() ?? [];
    const header = await createDkimSigner(keys).sign('From: a\r\nTo: b\r\nSubject: c\r\n\r\nHi\r\n', 0);
    expect(header).toContain(`d=${DOMAIN}`);
    const published = createPublicKey({
      key: Buffer.from(dkim?.wanted?.split('p=')[1] ?? '', 'base64'),
      format: 'der',
      type: 'spki',
    });
    expect(createPublicKey(keys[0]?.key ?? '').equals(published)).toBe(true);

    records = { [dkim?.name ?? '']: ['v=DKIM1; k=rsa; p=MIIBother'] };
    expect(await states()).toContain('dkim wrong other_key');
    expect(keysInUse()).toBeUndefined();
  });

  it('that can not be looked at now is said to be unknown, and goes on signing', async () => {
    const made = await makeSendingKey(context(), ACTOR, DOMAIN);
    const dkim = made.findings.find(({ record }) => record === 'dkim');
    records = { [dkim?.name ?? '']: [dkim?.wanted ?? ''] };
    await check();
    records = null;
    expect(await states()).toEqual(['spf unknown offline', 'dkim unknown offline', 'dmarc unknown offline']);
    expect(keysInUse()).toHaveLength(1);
  });

  it.each([
    [['v=spf1 mx -all'], 'spf fine none', null],
    [['some text', 'v=spf1 include:x.example ~all'], 'spf fine none', null],
    [['v=spf1 mx ~all', 'v=spf1 a ~all'], 'spf wrong several', 'v=spf1 mx a ~all'],
    [['v=spf1 mx +all'], 'spf wrong allows_all', 'v=spf1 mx ~all'],
  ])('with SPF %j is %s', async (texts, expected, wanted) => {
    records = { [DOMAIN]: texts };
    expect(await states()).toContain(expected);
    expect((await check()).findings[0]?.wanted).toBe(wanted);
  });

  it.each([
    [{ [`_dmarc.${DOMAIN}`]: ['v=DMARC1; p=reject'] }, 'dmarc fine none'],
    [{ '_dmarc.acme.example': ['v=DMARC1; p=quarantine'] }, 'dmarc fine none'],
    [{ [`_dmarc.${DOMAIN}`]: ['v=DMARC1; p=none'] }, 'dmarc fine weak_policy'],
    [{ [`_dmarc.${DOMAIN}`]: ['v=DMARC1; rua=mailto:x@y.example'] }, 'dmarc wrong no_policy'],
  ])('with DMARC %j is %s', async (found, expected) => {
    records = found as unknown as Record<string, string[]>;
    expect(await states()).toContain(expected);
  });

  it('of no sender is refused', async () => {
    await expect(checkSendingDomain(context(), 'evil.example')).rejects.toThrow('No sender sends from evil.example');
  });
});

describe('what came of messages', () => {
  const minute = () => Math.floor(house.ctx.clock.now() / 60_000);
  const sums = (rows: Record<string, number>) =>
    house.ctx.db.write((tx) => {
      for (const [measure, n] of Object.entries(rows)) {
        tx.sql('INSERT INTO send_minute (send_no, measure, minute, total, uniques) VALUES (1, ?, ?, ?, ?)').run(
          measure,
          minute(),
          n,
          n,
        );
      }
    });

  it.each([
    [{ sent: 10_000, complained: 9 }, 'fine'],
    [{ sent: 10_000, complained: 10 }, 'warning'],
    [{ sent: 10_000, complained: 30 }, 'danger'],
    [{ sent: 100, complained: 1 }, 'fine'],
  ])('%j makes the complaints %s', (rows, level) => {
    sums(rows);
    expect(getSendingHealth(context()).complaint_alarm).toBe(level);
  });

  it('is told by whose mailboxes they are', async () => {
    house.ctx.db.write((tx) => {
      const at = house.ctx.clock.now();
      tx.sql(`INSERT INTO campaign (no, id, name, created_at) VALUES (1, 'c', 'C', ?)`).run(at);
      tx.sql(
        `INSERT INTO send (no, id, campaign_no, channel, state, created_at, updated_at, started_at) VALUES (1, 's', 1, 'email', 'sent', ?, ?, ?)`,
      ).run(at, at, at);
      const rows = [
        ['a@gmail.com', 'accepted'],
        ['b@GoogleMail.com', 'bounced'],
        ['c@outlook.fr', 'failed'],
        ['d@acme.example', 'deferred'],
      ];
      for (const [index, [address, state]] of rows.entries()) {
        tx.sql(
          'INSERT INTO delivery (no, send_no, contact_no, address, state, changed_at) VALUES (?, 1, ?, ?, ?, ?)',
        ).run(index + 1, index + 1, address, state, at);
      }
      tx.sql(
        `INSERT INTO hit_first (delivery_no, kind, link, n, at, last_at, human_n) VALUES (1, 'open', -1, 1, ?, ?, 1)`,
      ).run(at, at);
    });
    const results = await getProviderResults(context(), 30);
    const of = (provider: string) => results.find((one) => one.provider === provider);
    expect(of('gmail')).toMatchObject({ accepted: 2, bounced: 1, opened: 1, failed: 0 });
    expect(of('microsoft')).toMatchObject({ failed: 1 });
    expect(of('other')).toMatchObject({ waiting: 1 });
  });
});
