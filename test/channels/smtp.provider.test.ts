import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { createSmtpProvider } from '#main/channels/email/smtp.provider.ts';
import type { SmtpAccount } from '#main/channels/email/smtp-account.ts';
import { SHORT_TIMEOUTS } from '#test/support/sending/sending-lab.ts';
import { type Fault, type SinkOptions, SmtpSink } from '#test/support/smtp-sink.ts';
import { testCertificate } from '#test/support/test-certificate.ts';
import { describeProvider, RECIPIENTS } from './provider-suite.ts';

const FAULTS: Record<string, Fault> = {
  [RECIPIENTS.refused]: { at: 'rcpt', code: 550, text: '5.1.1 No such user' },
  [RECIPIENTS.later]: { at: 'rcpt', code: 451, text: '4.7.1 Greylisted' },
  [RECIPIENTS.lost_before]: { at: 'drop_on_rcpt' },
  [RECIPIENTS.lost_after]: { at: 'drop_after_accepting' },
  'mail-refused': { at: 'data', code: 554, text: '5.6.0 Content refused' },
  'mail-later': { at: 'data', code: 452, text: '4.2.2 Mailbox full' },
  relay: { at: 'rcpt', code: 550, text: '5.7.1 Relaying denied' },
  closing: { at: 'rcpt', code: 421, text: '4.3.2 Shutting down' },
  stalls: { at: 'slow', millis: 2_000 },
};

const messageTo = (to: string) => ({ from: 'news@acme.example', to, mime: 'Subject: Hello\r\n\r\nHello.\r\n' });
const STAYS = new AbortController().signal;
const yes = () => Promise.resolve(true);

let sink: SmtpSink;
async function provider(options: SinkOptions = {}, account: Partial<SmtpAccount> = {}) {
  sink = await SmtpSink.start({ faultOf: (address) => FAULTS[address.split('@')[0] ?? ''], ...options });
  const whole = { host: '127.0.0.1', port: sink.port, security: 'none' as const, username: null, password: null };
  return createSmtpProvider({ ...whole, ...account }, SHORT_TIMEOUTS);
}

async function bench(options: SinkOptions = {}) {
  return {
    provider: await provider(options),
    messageTo: (name: string) => messageTo(`${name}@list.example`),
    taken: () => sink.recipients.map((address) => address.split('@')[0] ?? ''),
    close: () => sink.close(),
  };
}

describe('SMTP with pipelining', () => describeProvider(() => bench()));
describe('SMTP in lockstep', () => describeProvider(() => bench({ hide: ['PIPELINING'] })));

describe('SMTP servers as they are', () => {
  afterEach(() => sink.close());

  async function deliver(to: string, options: SinkOptions = {}) {
    const result = await (await provider(options)).connect(STAYS);
    if (!result.ok) return result.outcome;
    const outcome = await result.connection.deliver(messageTo(to), yes);
    result.connection.close();
    return outcome;
  }

  test.for([
    ['mail-refused', { kind: 'rejected', blame: 'recipient', code: '554 5.6.0' }],
    ['mail-later', { kind: 'deferred', blame: 'recipient', code: '452 4.2.2' }],
    ['relay', { kind: 'rejected', blame: 'sender' }],
    ['closing', { kind: 'deferred', blame: 'connection' }],
    ['stalls', { kind: 'unknown', code: 'ETIMEDOUT' }],
  ] as const)('%s: the answer says whom it is about', async ([name, outcome]) => {
    expect(await deliver(`${name}@list.example`)).toMatchObject(outcome);
  });

  test('keeps the words of the server', async () => {
    expect(await deliver(`${RECIPIENTS.refused}@list.example`)).toMatchObject({ said: '550 5.1.1 No such user' });
  });

  test('a message larger than the server takes is not sent at all', async () => {
    expect(await deliver('ana@list.example', { size: 10 })).toMatchObject({ kind: 'rejected', code: 'SIZE' });
    expect(sink.mails).toEqual([]);
  });

  test('an international address goes to servers that know such, and is refused for others', async () => {
    expect(await deliver('jürgen@müller.example')).toMatchObject({ kind: 'accepted' });
    expect(sink.recipients[0]).toContain('jürgen@');
    await sink.close();
    expect(await deliver('jürgen@list.example', { hide: ['SMTPUTF8'] })).toMatchObject({ code: 'SMTPUTF8' });
  });

  test('a line that begins with a dot arrives with it', async () => {
    const result = await (await provider()).connect(STAYS);
    if (!result.ok) throw new Error(result.outcome.said);
    const mime = 'Subject: Dots\r\n\r\n.\r\n..two\r\n.one\r\n';
    expect(await result.connection.deliver({ ...messageTo('ana@list.example'), mime }, yes)).toMatchObject({
      kind: 'accepted',
    });
    result.connection.close();
    expect(sink.mails[0]?.raw).toBe(mime);
  });

  test('signs in, and says in words when the password is wrong', async () => {
    const auth = { user: 'ana', pass: 'secret' };
    const right = await (await provider({ auth }, { username: 'ana', password: 'secret' })).connect(STAYS);
    expect(right.ok).toBe(true);
    if (right.ok) right.connection.close();
    await sink.close();
    const wrong = await (await provider({ auth }, { username: 'ana', password: 'guess' })).connect(STAYS);
    expect(wrong).toMatchObject({
      ok: false,
      outcome: { kind: 'rejected', blame: 'sender', said: expect.stringContaining('535') },
    });
  });

  test('signs in with a token, and says in words when it is refused', async () => {
    const sinkOptions = { oauth: { user: 'ana', token: 'fresh' } };
    const tokens = (token: string) => ({ oauth: { user: 'ana', accessToken: async () => token } });
    const right = await (await provider(sinkOptions, tokens('fresh'))).connect(STAYS);
    expect(right.ok).toBe(true);
    if (right.ok) right.connection.close();
    await sink.close();
    const stale = await (await provider(sinkOptions, tokens('stale'))).connect(STAYS);
    expect(stale).toMatchObject({
      ok: false,
      outcome: { kind: 'rejected', blame: 'sender', said: expect.stringContaining('535') },
    });
  });

  test('waits while there is no token to be had', async () => {
    const oauth = { user: 'ana', accessToken: () => Promise.reject(new Error('The token service is down.')) };
    const none = await (await provider({ oauth: { user: 'ana', token: 'fresh' } }, { oauth })).connect(STAYS);
    expect(none).toMatchObject({
      ok: false,
      outcome: { kind: 'deferred', blame: 'connection', said: expect.stringContaining('The token service is down.') },
    });
  });

  test('reports about a message go where it says, not to who it is from', async () => {
    const result = await (await provider()).connect(STAYS);
    if (!result.ok) throw new Error(result.outcome.said);
    await result.connection.deliver({ ...messageTo('ana@list.example'), return_path: 'b+1@bounces.example' }, yes);
    await result.connection.deliver(messageTo('ben@list.example'), yes);
    result.connection.close();
    expect(sink.mails.map(({ return_path }) => return_path)).toEqual(['b+1@bounces.example', 'news@acme.example']);
  });

  test('a key that can not be read is told before anything is sent', async () => {
    const dkim = [{ domain: 'acme.example', selector: 'one', key: 'no key' }];
    const result = await (await provider({}, { dkim })).connect(STAYS);
    expect(result).toMatchObject({
      ok: false,
      outcome: { blame: 'sender', said: expect.stringContaining('DKIM key') },
    });
  });

  test('many messages at a time arrive whole, in order, each after its own leave', async () => {
    const result = await (await provider()).connect(STAYS);
    if (!result.ok) throw new Error(result.outcome.said);
    const { connection } = result;
    const names = Array.from({ length: 40 }, (_, index) => `p${index}`);
    const left: string[] = [];
    const outcomes = await Promise.all(
      names.map((name) =>
        connection.deliver(messageTo(`${name}@list.example`), async () => {
          left.push(name);
          return name !== 'p39';
        }),
      ),
    );
    connection.close();
    expect(outcomes.slice(0, 39).every(({ kind }) => kind === 'accepted')).toBe(true);
    expect(outcomes[39]).toEqual({ kind: 'withheld' });
    expect(sink.recipients).toEqual(names.slice(0, 39).map((name) => `${name}@list.example`));
    expect(left).toEqual(names);
  });

  test('when the line goes, those whose turn had not come are not touched', async () => {
    const result = await (await provider()).connect(STAYS);
    if (!result.ok) throw new Error(result.outcome.said);
    const names = ['ana', RECIPIENTS.lost_after, 'ben', 'eve'];
    const outcomes = await Promise.all(
      names.map((name) => result.connection.deliver(messageTo(`${name}@list.example`), yes)),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['accepted', 'unknown', 'untouched', 'untouched']);
    expect(sink.recipients.map((to) => to.split('@')[0])).toEqual(['ana', RECIPIENTS.lost_after]);
  });

  test.for(['starttls', 'tls'] as const)(
    'does not trust a certificate that nobody vouches for (%s)',
    async (security) => {
      const result = await (await provider({ tls: security }, { security })).connect(STAYS);
      expect(result).toMatchObject({ ok: false, outcome: { kind: 'rejected', blame: 'sender' } });
    },
  );

  test.for(['starttls', 'tls'] as const)('sends over an encrypted connection (%s)', async (security) => {
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, testCertificate().cert]);
    try {
      const result = await (await provider({ tls: security }, { security, host: 'localhost' })).connect(STAYS);
      if (!result.ok) throw new Error(result.outcome.said);
      expect(await result.connection.deliver(messageTo('ana@list.example'), yes)).toMatchObject({ kind: 'accepted' });
      result.connection.close();
    } finally {
      setDefaultCACertificates(before);
    }
  });

  test('does not go on in clear where encryption was asked for', async () => {
    const result = await (await provider({}, { security: 'starttls' })).connect(STAYS);
    expect(result).toMatchObject({
      ok: false,
      outcome: { blame: 'sender', said: expect.stringContaining('STARTTLS') },
    });
  });

  test('a server that is not there, or turns everybody away, is a matter of the connection', async () => {
    const busy = await (await provider({ turnAway: () => ({ code: 421, text: 'Too busy' }) })).connect(STAYS);
    expect(busy).toMatchObject({ ok: false, outcome: { kind: 'deferred', blame: 'connection' } });
    const gone = await createSmtpProvider(
      { host: '127.0.0.1', port: 1, security: 'none', username: null, password: null },
      SHORT_TIMEOUTS,
    ).connect(STAYS);
    expect(gone).toMatchObject({ ok: false, outcome: { kind: 'deferred', blame: 'connection', code: 'ECONNREFUSED' } });
  });
});
