import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { GuardedFetch } from '#main/platform/guarded-fetch.ts';
import { createCallTaker } from '#main/services/feedback/take-provider-call.ts';
import { createSender } from '#main/services/sending/sender.service.ts';
import { consoleUrl, setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { type SentCampaign, sentCampaign } from '#test/support/sent-campaign.ts';
import { testCertificate } from '#test/support/test-certificate.ts';

const ACTOR = '00000000-0000-7000-8000-000000000001';
const TOPIC = 'arn:aws:sns:eu-west-1:123456789012:herald';
const EMAIL = { from_email: 'news@acme.example' };
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });

let app: TestApp;
let campaign: SentCampaign;
let next = 0;
const senders = { ses: '', sendgrid: '', twilio: '' };

beforeAll(async () => {
  app = await makeTestApp();
  await setUpOverHttp(app);
  campaign = sentCampaign(app, { recipients: 12 });
  const { services } = app.app;
  const webhook_key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
  senders.sendgrid = createSender(services, ACTOR, {
    name: 'SendGrid',
    provider: 'sendgrid',
    ...EMAIL,
    settings: { region: 'global', webhook_key },
    secrets: { api_key: 'SG.a.b' },
  }).id;
  senders.ses = createSender(services, ACTOR, {
    name: 'Amazon',
    provider: 'ses',
    ...EMAIL,
    settings: { region: 'eu-west-1', access_key_id: 'AKIAIOSFODNN7EXAMPLE', topic_arn: TOPIC },
    secrets: { secret_access_key: 'secret' },
  }).id;
  senders.twilio = createSender(services, ACTOR, {
    name: 'Twilio',
    provider: 'twilio',
    settings: { account_sid: `AC${'a'.repeat(32)}`, sms_from: '+15017122661' },
    secrets: { auth_token: 'tok1' },
  }).id;
});
afterAll(() => app.close());

/** A recipient whom nothing has come back from yet. */
function recipient() {
  const no = campaign.deliveries[next++] ?? 0;
  const { address = '' } =
    app.app.core.db.reader.sql<{ address: string }>('SELECT address FROM delivery WHERE no = ?').get(no) ?? {};
  return { no, address, message_id: `${no.toString(36)}.${campaign.id}@acme.example` };
}
const stateOf = (no: number) =>
  app.app.core.db.reader.sql<{ state: string }>('SELECT state FROM delivery WHERE no = ?').get(no)?.state;
const suppressed = (channel: string, address: string) =>
  app.app.core.db.reader
    .sql<{ reason: string }>('SELECT reason FROM suppression WHERE channel = ? AND address = ?')
    .get(channel, address)?.reason;
const post = (path: string, body: string, headers: Record<string, string>) =>
  fetch(`${consoleUrl(app)}${path}`, { method: 'POST', body, headers });

describe('SendGrid', () => {
  function tell(events: object[], change: { body?: string; timestamp?: string } = {}) {
    const body = JSON.stringify(events);
    const timestamp = '1772443800';
    return post(`/hooks/${senders.sendgrid}`, change.body ?? body, {
      'content-type': 'application/json',
      'x-twilio-email-event-webhook-timestamp': change.timestamp ?? timestamp,
      'x-twilio-email-event-webhook-signature': sign('sha256', Buffer.from(timestamp + body), privateKey).toString(
        'base64',
      ),
    });
  }
  const event = (kind: string, { address, message_id }: ReturnType<typeof recipient>, rest: object = {}) => ({
    email: address,
    event: kind,
    sg_event_id: `${kind}-${message_id}`,
    timestamp: 1_772_443_700,
    herald_message_id: message_id,
    ...rest,
  });

  test('a hard bounce, a block, a complaint and a wish each have their effect, and only once', async () => {
    const [hard, blocked, complained, left, fine] = [recipient(), recipient(), recipient(), recipient(), recipient()];
    const events = [
      event('bounce', hard, { type: 'bounce', status: '5.1.1', reason: '550 5.1.1 user unknown' }),
      event('bounce', blocked, { type: 'blocked', status: '5.7.1', reason: '550 5.7.1 blocked by list' }),
      event('spamreport', complained),
      event('unsubscribe', left),
      event('delivered', fine),
      event('open', fine),
    ];
    expect((await tell(events)).status).toBe(200);
    expect([hard, blocked, complained, fine].map(({ no }) => stateOf(no))).toEqual([
      'bounced',
      'bounced',
      'complained',
      'accepted',
    ]);
    const reasons = [hard, blocked, complained, left].map(({ address }) => suppressed('email', address));
    expect(reasons).toEqual(['bounced', undefined, 'complained', 'unsubscribed']);
    const count = () => app.app.core.db.reader.sql<{ n: number }>('SELECT count(*) AS n FROM feedback').get()?.n;
    const before = count();
    expect((await tell(events)).status).toBe(200);
    expect(count()).toBe(before);
  });

  test('what was changed on the way, or is signed by nobody, has no effect', async () => {
    const victim = recipient();
    const forged = [event('bounce', victim, { type: 'bounce', status: '5.1.1' })];
    expect((await tell(forged, { timestamp: '1772443801' })).status).toBe(403);
    expect((await tell([], { body: JSON.stringify(forged) })).status).toBe(403);
    expect((await post(`/hooks/${senders.sendgrid}`, JSON.stringify(forged), {})).status).toBe(403);
    expect(stateOf(victim.no)).toBe('accepted');
  });
});

describe('Amazon', () => {
  const { key, cert } = testCertificate();
  const asked: string[] = [];
  const amazon: GuardedFetch = ({ url }) => {
    asked.push(url);
    return Promise.resolve({ status: 200, headers: {}, body: url.endsWith('.pem') ? cert : '<ok/>' });
  };
  function notification(change: object) {
    const message: Record<string, string> = {
      Type: 'Notification',
      MessageId: '22b80b92',
      TopicArn: TOPIC,
      Timestamp: '2026-03-02T09:30:00.000Z',
      SignatureVersion: '2',
      SigningCertURL: 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-x1.pem',
      ...change,
    };
    const names =
      message.Type === 'Notification'
        ? ['Message', 'MessageId', 'Timestamp', 'TopicArn', 'Type']
        : ['Message', 'MessageId', 'SubscribeURL', 'Timestamp', 'Token', 'TopicArn', 'Type'];
    const text = names.map((name) => `${name}\n${message[name]}\n`).join('');
    return { ...message, Signature: sign('sha256', Buffer.from(text), key).toString('base64') };
  }
  const bounceOf = ({ address, message_id }: ReturnType<typeof recipient>) =>
    JSON.stringify({
      notificationType: 'Bounce',
      mail: { headers: [{ name: 'Message-ID', value: `<${message_id}>` }], destination: [address] },
      bounce: {
        bounceType: 'Permanent',
        timestamp: '2026-03-02T09:29:00.000Z',
        bouncedRecipients: [{ emailAddress: address, status: '5.1.1', diagnosticCode: 'smtp; 550 5.1.1 user unknown' }],
      },
    });
  const tell = (message: object) =>
    createCallTaker(
      app.app.services,
      amazon,
    )({
      sender_id: senders.ses,
      path: `/hooks/${senders.ses}`,
      header: () => '',
      body: Buffer.from(JSON.stringify(message)),
    });

  test('a bounce has its effect', async () => {
    const gone = recipient();
    expect(await tell(notification({ Message: bounceOf(gone) }))).toBe('taken');
    expect(stateOf(gone.no)).toBe('bounced');
    expect(suppressed('email', gone.address)).toBe('bounced');
  });

  test('what was changed, or comes from a topic of somebody else, has none, though Amazon has signed it', async () => {
    const victim = recipient();
    const Message = bounceOf(victim);
    expect(await tell({ ...notification({ Message: '{}' }), Message })).toBe('refused');
    const foreign = TOPIC.replace('123456789012', '999999999999');
    expect(await tell(notification({ Message, TopicArn: foreign, MessageId: 'y' }))).toBe('refused');
    expect(stateOf(victim.no)).toBe('accepted');
  });

  test('a complaint has its effect, and a notification that comes again has none', async () => {
    const cross = recipient();
    const Message = JSON.stringify({
      eventType: 'Complaint',
      mail: { headers: [{ name: 'Message-ID', value: `<${cross.message_id}>` }], destination: [cross.address] },
      complaint: { complainedRecipients: [{ emailAddress: cross.address }], complaintFeedbackType: 'abuse' },
    });
    const told = notification({ Message, MessageId: 'complaint-1' });
    expect(await tell(told)).toBe('taken');
    expect([stateOf(cross.no), suppressed('email', cross.address)]).toEqual(['complained', 'complained']);
    app.app.core.db.write((tx) => tx.sql('DELETE FROM suppression WHERE address = ?').run(cross.address));
    expect(await tell(told)).toBe('taken');
    expect(suppressed('email', cross.address)).toBeUndefined();
  });

  test('a delivery that is told of settles what was in doubt', async () => {
    const doubtful = recipient();
    app.app.core.db.write((tx) => {
      tx.sql(`UPDATE delivery SET state = 'unknown' WHERE no = ?`).run(doubtful.no);
      tx.sql(`INSERT INTO send_count (send_no, measure, n) VALUES (?, 'unknown', 1)`).run(campaign.send_no);
    });
    const { address, message_id } = doubtful;
    const Message = JSON.stringify({
      notificationType: 'Delivery',
      mail: { headers: [{ name: 'Message-ID', value: `<${message_id}>` }], destination: [address] },
      delivery: { recipients: [address], smtpResponse: '250 2.6.0 taken', timestamp: '2026-03-02T09:29:00.000Z' },
    });
    expect(await tell(notification({ Message, MessageId: 'delivery-1' }))).toBe('taken');
    expect(stateOf(doubtful.no)).toBe('accepted');
  });

  test.for<[string, string]>([
    ['that has run out', cert],
    ['that is none', 'nothing here'],
  ])('a certificate %s vouches for nothing', async ([, given]) => {
    const later: GuardedFetch = () => Promise.resolve({ status: 200, headers: {}, body: given });
    const call = { sender_id: senders.ses, path: `/hooks/${senders.ses}`, header: () => '' };
    const body = Buffer.from(JSON.stringify(notification({ Message: '{}', MessageId: 'old' })));
    const clock = { ...app.app.services.clock, now: () => Date.parse('2999-01-01') };
    expect(await createCallTaker({ ...app.app.services, clock }, later)({ ...call, body })).toBe('refused');
  });

  test('a subscription is confirmed with Amazon and with nobody else', async () => {
    const wish = { Type: 'SubscriptionConfirmation', Message: 'You have chosen to subscribe', Token: '2336412f' };
    const SubscribeURL = 'https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=2336412f';
    expect(await tell(notification({ ...wish, SubscribeURL }))).toBe('taken');
    expect(asked).toContain(SubscribeURL);
    const elsewhere = 'https://evil.example/?Action=ConfirmSubscription';
    expect(await tell(notification({ ...wish, SubscribeURL: elsewhere, MessageId: 'z' }))).toBe('refused');
    expect(asked).not.toContain(elsewhere);
  });
});

describe('Twilio', () => {
  function tell(form: Record<string, string>, token = 'tok1', query = '') {
    const path = `/hooks/${senders.twilio}${query}`;
    const fields = Object.keys(form).sort();
    const signed = fields.reduce(
      (text, name) => text + name + form[name],
      `${app.app.services.endpoints.tracking_url}${path}`,
    );
    return post(path, new URLSearchParams(form).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
      'x-twilio-signature': createHmac('sha1', token).update(signed).digest('base64'),
    });
  }
  const answer = (Body: string, From: string) => ({
    MessageSid: `SM${Body}${From}`,
    SmsStatus: 'received',
    Body,
    From,
    To: '+15017122661',
  });

  test('whoever answers STOP gets no more text messages, until they answer START', async () => {
    const phone = '+15558675310';
    expect((await tell(answer(' Stop ', phone))).status).toBe(200);
    expect(suppressed('sms', phone)).toBe('unsubscribed');
    expect((await tell(answer('Thanks!', phone))).status).toBe(200);
    expect(suppressed('sms', phone)).toBe('unsubscribed');
    await tell(answer('START', phone));
    expect(suppressed('sms', phone)).toBeUndefined();
  });

  test('an answer that is told again changes nothing: whoever has left since stays away', async () => {
    const phone = '+15558675313';
    await tell({ ...answer('START', phone), MessageSid: 'SMearlier' });
    await tell(answer('STOP', phone));
    expect((await tell({ ...answer('START', phone), MessageSid: 'SMearlier' })).status).toBe(200);
    expect(suppressed('sms', phone)).toBe('unsubscribed');
  });

  test('a telephone that does not exist is left out from then on, and START does not bring it back', async () => {
    const phone = '+15558675311';
    const status = {
      MessageSid: 'SM1',
      MessageStatus: 'undelivered',
      ErrorCode: '30005',
      To: phone,
      From: '+15017122661',
    };
    expect((await tell(status)).status).toBe(200);
    await tell(answer('START', phone));
    expect(suppressed('sms', phone)).toBe('bounced');
  });

  test('a status is about the delivery whose address was called, if it went to that telephone', async () => {
    const [lost, other] = [recipient(), recipient()];
    const phone = '+15558675320';
    app.app.core.db.write((tx) => {
      for (const { no } of [lost, other]) tx.sql('UPDATE delivery SET address = ? WHERE no = ?').run(phone, no);
    });
    const status = (To: string, MessageSid: string) => {
      const facts = { MessageStatus: 'undelivered', ErrorCode: '30003', From: '+15017122661' };
      return { ...facts, To, MessageSid };
    };
    await tell(status('+15558675321', 'SMelse'), 'tok1', `?d=${other.no.toString(36)}`);
    await tell(status(phone, 'SMlost'), 'tok1', `?d=${lost.no.toString(36)}`);
    expect([stateOf(lost.no), stateOf(other.no)]).toEqual(['bounced', 'accepted']);
    expect(suppressed('sms', phone)).toBeUndefined();
  });

  test('what Twilio has not signed has no effect', async () => {
    expect((await tell(answer('STOP', '+15558675312'), 'guess')).status).toBe(403);
    expect(suppressed('sms', '+15558675312')).toBeUndefined();
  });
});

test('addresses that lead to no such sender, other methods and endless bodies are turned away', async () => {
  const nobody = '00000000-0000-7000-8000-0000000000ff';
  expect((await post(`/hooks/${nobody}`, '{}', {})).status).toBe(404);
  expect((await fetch(`${consoleUrl(app)}/hooks/${senders.ses}`)).status).toBe(405);
  expect((await post(`/hooks/${senders.ses}`, 'x'.repeat(2_100_000), {})).status).toBe(413);
});
