import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FormDraft } from '#shared/contract/consent.contract.ts';
import { clientOf } from '#test/support/client-of.ts';
import { setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { mailTo, pathIn, type ReaderPages, readerPages } from '#test/support/reader-pages.ts';

let app: TestApp;
let reader: ReaderPages;
let client: ReturnType<typeof clientOf>;
let address = '';
let n = 0;

const EMPTY: FormDraft = {
  is_open: true,
  title: '',
  intro: '',
  button: '',
  fields: [{ name: 'first_name', label: '', required: false }],
  consent: '',
  thanks_title: '',
  thanks: '',
  redirect_url: null,
};

beforeAll(async () => {
  app = await makeTestApp({ trusted_proxies: ['127.0.0.1'] });
  await setUpOverHttp(app);
  // Each test comes from a network of its own, since posts of one network are limited.
  reader = readerPages(app, () => `203.0.${n}.7`);
  client = clientOf(app.app.services);
});
beforeEach(() => {
  n += 1;
  address = `ana${n}@example.org`;
});
afterAll(() => app.close());

interface FormOfList {
  list_id: string;
  path: string;
}

async function formOf(options: { double_opt_in?: boolean; draft?: Partial<FormDraft> } = {}): Promise<FormOfList> {
  const list = await client.lists.create({ name: `News ${n} ${Math.random()}` });
  const { double_opt_in = true, draft = {} } = options;
  await client.lists.update({ id: list.id, revision: list.revision, double_opt_in });
  const form = await client.forms.save({ ...EMPTY, ...draft, id: list.id, revision: null });
  return { list_id: list.id, path: new URL(form.address).pathname };
}

/** As a person fills it in: some seconds after it was shown. */
const filled = (more: Record<string, string> = {}): Record<string, string> => {
  const { tokens, clock } = app.app.services;
  const shown = tokens.moment.sign(Math.floor(clock.now() / 1_000) - 10);
  return { email: address, consent: 'true', homepage: '', shown, ...more };
};

async function stateOn(list_id: string, email = address): Promise<string | undefined> {
  const { items } = await client.contacts.list({ search: email });
  const contact = items.find((one) => one.email === email);
  if (!contact) return undefined;
  return (await client.contacts.get({ id: contact.id })).lists.find(({ id }) => id === list_id)?.state;
}

async function contactOf(email = address) {
  const { items } = await client.contacts.list({ search: email });
  return client.contacts.get({ id: items[0]?.id ?? '' });
}

describe('a form of a list that asks by mail', () => {
  test('leads by a mail to a subscription, with a proof of each step', async () => {
    const { list_id, path } = await formOf();
    const page = await reader.open(path);
    expect([page.status, page.text.includes('Subscribe')]).toEqual([200, true]);
    const taken = await reader.post(path, filled({ first_name: 'Ana' }), { 'user-agent': 'Browser/1' });
    expect(taken.text).toContain('Please look into your mail');
    expect(await stateOn(list_id)).toBe('unconfirmed');
    expect((await contactOf()).first_name).toBe('');

    const mail = await mailTo(app, address);
    const link = pathIn(mail.text, 'y');
    expect(mail.html).toContain(link);
    for (const method of ['GET', 'HEAD']) {
      expect((await reader.open(link, { method })).status).toBe(200);
      expect(await stateOn(list_id)).toBe('unconfirmed');
    }
    const answer = await reader.post(link, { wish: 'confirm' }, { 'user-agent': 'Phone/2' });
    expect(answer.text).toContain('You are on the list');
    expect(await stateOn(list_id)).toBe('subscribed');
    const contact = await contactOf();
    expect([contact.first_name, contact.status]).toEqual(['Ana', 'deliverable']);

    const { consents } = await client.consents.ofContact({ id: contact.id });
    expect(consents).toMatchObject([
      {
        state: 'given',
        source: 'form',
        wording: expect.stringContaining('from Acme Ltd by email'),
        wording_version: 1,
        asked_ip: `203.0.${n}.7`,
        asked_agent: 'Browser/1',
        given_ip: `203.0.${n}.7`,
        given_agent: 'Phone/2',
        mails: 1,
      },
    ]);
    expect((await client.forms.days({ id: list_id, days: 1 }))[0]).toMatchObject({
      submitted: 1,
      confirmed: 1,
      bot: 0,
    });
    expect((await reader.post(link, { wish: 'confirm' })).status).toBe(200);
    expect((await client.forms.days({ id: list_id, days: 1 }))[0]?.confirmed).toBe(1);
  });

  test('answers the same for an address that is known, and changes nothing of that contact', async () => {
    const { path } = await formOf();
    await client.contacts.create({ email: address, first_name: 'Real' });
    const known = await reader.post(path, filled({ first_name: 'Mallory' }));
    const unknown = await reader.post(path, { ...filled(), email: `stranger${n}@example.org` });
    expect(known.status).toBe(unknown.status);
    expect(known.text.replaceAll(address, 'X')).toBe(unknown.text.replaceAll(`stranger${n}@example.org`, 'X'));
    expect((await contactOf()).first_name).toBe('Real');
  });

  test('does not confirm after seven days, and offers a new link then', async () => {
    const { list_id, path } = await formOf();
    await reader.post(path, filled());
    const link = pathIn((await mailTo(app, address)).text, 'y');
    app.app.core.db.write((tx) => tx.sql('UPDATE consent SET expires_at = 1 WHERE email = ?').run(address));
    expect((await reader.open(link)).text).toContain('This link is too old');
    expect((await reader.post(link, { wish: 'confirm' })).status).toBe(410);
    expect(await stateOn(list_id)).toBe('unconfirmed');
    expect((await reader.post(link, { wish: 'again' })).text).toContain('A new link is on its way');
    await reader.post(pathIn((await mailTo(app, address, 2)).text, 'y'), { wish: 'confirm' });
    expect(await stateOn(list_id)).toBe('subscribed');
  });

  test('sends an address three mails an hour at most', async () => {
    const { path } = await formOf();
    for (let time = 1; time <= 5; time += 1) {
      expect((await reader.post(path, filled())).text).toContain('Please look into your mail');
      if (time <= 3) await mailTo(app, address, time);
    }
    const { id } = await contactOf();
    await expect
      .poll(async () => (await client.consents.ofContact({ id })).consents[0]?.problem)
      .toContain('several such mails');
    expect((await client.consents.ofContact({ id })).consents[0]?.mails).toBe(3);
  });

  test('takes a post from another site, which has no token of the moment', async () => {
    const { list_id, path } = await formOf();
    const { shown: _shown, ...fields } = filled();
    const taken = await reader.post(path, fields, { origin: 'https://shop.example' });
    expect(taken.text).toContain('Please look into your mail');
    expect(await stateOn(list_id)).toBe('unconfirmed');
  });

  test('writes in the language of the visitor', async () => {
    const { path } = await formOf();
    const german = { 'accept-language': 'de-AT,de;q=0.9,en;q=0.5' };
    const page = await reader.open(path, { headers: german });
    expect(page.text).toContain('lang="de"');
    expect(page.text).toContain('Anmelden');
    await reader.post(path, filled(), german);
    expect((await mailTo(app, address)).subject).toContain('Bitte bestätigen');
    expect((await contactOf()).locale).toBe('de');
  });

  test('sends the text that the list has for it, and refuses one without the link', async () => {
    const { list_id, path } = await formOf();
    const list = await client.lists.get({ id: list_id });
    const change = (edit: object) => client.lists.update({ id: list_id, revision: list.revision, ...edit });
    await expect(change({ confirm_body: 'Just press the button.' })).rejects.toMatchObject({
      data: { field: 'confirm_body' },
    });
    await expect(change({ confirm_body: '{{ confirm_url' })).rejects.toMatchObject({ code: 'TEMPLATE_INVALID' });
    await change({ confirm_subject: 'Hi, {{ list }}?', confirm_body: 'Press [here]({{ confirm_url }}), {{ email }}.' });
    await reader.post(path, filled());
    const mail = await mailTo(app, address);
    expect(mail.subject).toBe(`Hi, ${list.name}?`);
    expect(mail.text).toContain(`, ${address}.`);
  });
});

describe('a form of a list that does not ask', () => {
  test('subscribes at once, and fills in only what was missing of somebody known', async () => {
    const { list_id, path } = await formOf({ double_opt_in: false });
    await client.contacts.create({ email: address, first_name: 'Real' });
    expect((await reader.post(path, filled({ first_name: 'Mallory' }))).text).toContain('Thank you');
    expect(await stateOn(list_id)).toBe('subscribed');
    expect((await contactOf()).first_name).toBe('Real');
  });

  test('asks those by mail who had unsubscribed, and answers as always', async () => {
    const { list_id, path } = await formOf({ double_opt_in: false });
    const other = await client.lists.create({ name: `Other ${n}` });
    await client.contacts.create({ email: address, list_ids: [other.id] });
    await client.suppressions.add({ entries: [{ address }], reason: 'unsubscribed' });
    const taken = await reader.post(path, filled());
    const fresh = await reader.post(path, { ...filled(), email: `fresh${n}@example.org` });
    expect(taken.text.replaceAll(address, 'X')).toBe(fresh.text.replaceAll(`fresh${n}@example.org`, 'X'));
    expect(await stateOn(list_id)).toBe('unconfirmed');
    expect((await contactOf()).status).toBe('unsubscribed');
    await reader.post(pathIn((await mailTo(app, address)).text, 'y'), { wish: 'confirm' });
    expect(await stateOn(list_id)).toBe('subscribed');
    expect((await contactOf()).status).toBe('deliverable');
    // They wanted this list: what they had left by unsubscribing stays left.
    expect(await stateOn(other.id)).toBe('unsubscribed');
  });

  test.each(['complained', 'bounced', 'blocked'] as const)('writes nothing to an address that %s', async (reason) => {
    const { list_id, path } = await formOf({ double_opt_in: false });
    await client.suppressions.add({ entries: [{ address }], reason });
    expect((await reader.post(path, filled())).text).toContain('Thank you');
    const contact = await contactOf();
    await expect.poll(async () => (await client.consents.ofContact(contact)).consents[0]?.problem).toContain(reason);
    expect(contact.status).toBe(reason);
    expect(await stateOn(list_id)).toBe('unconfirmed');
  });

  test('asks once more where the post came from another site', async () => {
    const { list_id, path } = await formOf({ double_opt_in: false });
    const { shown: _shown, ...fields } = filled();
    const again = await reader.post(path, fields);
    expect(again.text).toContain('One last step');
    expect(again.text).toContain(`value="${address}"`);
    expect(await stateOn(list_id)).toBeUndefined();
  });
});

describe('against programs', () => {
  test('the trap takes the post and keeps nothing of it', async () => {
    const { list_id, path } = await formOf();
    const taken = await reader.post(path, filled({ homepage: 'https://spam.example' }));
    expect(taken.text).toContain('Please look into your mail');
    expect(await stateOn(list_id)).toBeUndefined();
    expect((await client.forms.days({ id: list_id, days: 1 }))[0]).toMatchObject({ submitted: 0, bot: 1 });
  });

  test.each([
    ['filled in within a second', 0],
    ['shown two days ago', 48 * 3_600],
  ])('a form %s has to be pressed once more', async (_name, seconds) => {
    const { list_id, path } = await formOf();
    const { tokens, clock } = app.app.services;
    const shown = tokens.moment.sign(Math.floor(clock.now() / 1_000) - seconds);
    expect((await reader.post(path, filled({ shown }))).text).toContain('One last step');
    expect((await reader.post(path, filled({ shown: 'A'.repeat(24) }))).text).toContain('One last step');
    expect(await stateOn(list_id)).toBeUndefined();
  });

  test('a GET or HEAD with the fields subscribes nobody', async () => {
    const { list_id, path } = await formOf();
    for (const method of ['GET', 'HEAD']) await reader.open(`${path}?${new URLSearchParams(filled())}`, { method });
    expect(await stateOn(list_id)).toBeUndefined();
  });

  test('many posts from one network have to wait', async () => {
    let host = 0;
    const pages = readerPages(app, () => `198.51.100.${host++}`);
    const answers = [];
    for (let time = 0; time < 40; time += 1) answers.push((await pages.post('/f/AAAAAAAAAAAAAAAA', {})).status);
    expect(answers.filter((status) => status === 429).length).toBeGreaterThan(5);
    expect(answers[0]).toBe(404);
    expect((await pages.open('/f/AAAAAAAAAAAAAAAA')).status).toBe(404);
  });
});

test('what is missing or wrong is said beside its field, and nothing typed is lost', async () => {
  const { path } = await formOf({
    draft: {
      fields: [
        { name: 'first_name', label: 'Given name', required: true },
        { name: 'phone', label: '', required: false },
      ],
    },
  });
  const wrong = await reader.post(path, { ...filled({ phone: 'call me' }), email: 'nowhere', consent: '' });
  expect(wrong.status).toBe(422);
  for (const words of [
    'such as ana@example.org',
    'Please fill this in',
    'use digits',
    'Please tick this',
    'value="call me"',
  ]) {
    expect(wrong.text).toContain(words);
  }
});

test('custom fields are asked for by their kind and stored by it', async () => {
  const field = (key: string, type: 'choice' | 'date' | 'boolean', choices: string[] = []) =>
    client.fields.create({ key: `${key}_${n}`, label: key, type, choices });
  await field('plan', 'choice', ['Free', 'Pro']);
  await field('birthday', 'date');
  await field('party', 'boolean');
  const names = ['plan', 'birthday', 'party'].map((key) => `attributes.${key}_${n}`);
  const { path } = await formOf({ draft: { fields: names.map((name) => ({ name, label: '', required: false })) } });
  const [plan = '', birthday = '', party = ''] = names;
  expect((await reader.post(path, filled({ [plan]: 'Gold' }))).text).toContain('Please choose one of these');
  await reader.post(path, filled({ [plan]: 'pro', [birthday]: '1990-05-01', [party]: 'true' }));
  await reader.post(pathIn((await mailTo(app, address)).text, 'y'), { wish: 'confirm' });
  expect((await contactOf()).attributes).toEqual({
    [`plan_${n}`]: 'Pro',
    [`birthday_${n}`]: '1990-05-01',
    [`party_${n}`]: true,
  });
});

test('a redirect leads to the https address of the form and nowhere else', async () => {
  const { list_id, path } = await formOf({ draft: { redirect_url: 'https://shop.example/thanks' } });
  const taken = await reader.post(path, filled({ redirect_url: 'https://evil.example' }));
  expect([taken.status, taken.headers.get('location')]).toEqual([303, 'https://shop.example/thanks']);
  const page = await reader.open(path);
  expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://shop.example;");
  const form = await client.forms.get({ id: list_id });
  for (const redirect_url of ['http://shop.example', 'javascript:alert(1)']) {
    const save = client.forms.save({ ...EMPTY, redirect_url, id: list_id, revision: form?.revision ?? null });
    await expect(save).rejects.toMatchObject({ status: 400 });
  }
});

test('pages run nothing, load nothing and stand in no frame but the one made for it', async () => {
  const { path } = await formOf();
  const { headers, text } = await reader.open(path);
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain('unsafe');
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(text).not.toContain('<script');
  const framed = await reader.open(`${path}/frame`);
  expect(framed.headers.get('content-security-policy')).toContain('frame-ancestors *');
  expect(framed.headers.get('x-frame-options')).toBeNull();
});

test('what people type is text on every page', async () => {
  const { path } = await formOf({ draft: { title: '<b>News</b>', intro: '<img src=x onerror=alert(1)>' } });
  const wrong = await reader.post(path, { ...filled(), email: '"><script>alert(1)</script>' });
  expect(wrong.text).toContain('&lt;b&gt;News');
  expect(wrong.text).not.toMatch(/<script|<img/);
});

test('each wording of consent is kept, and a proof names the one that was shown', async () => {
  const { list_id, path } = await formOf({ draft: { consent: 'I agree to letters.' } });
  await reader.post(path, filled());
  const form = await client.forms.get({ id: list_id });
  const save = { ...EMPTY, consent: 'I agree to letters and offers.', id: list_id, revision: form?.revision ?? null };
  expect((await client.forms.save(save)).consent_version).toBe(2);
  const first = await contactOf();
  address = `second${n}@example.org`;
  await reader.post(path, filled());
  const versions = await Promise.all(
    [first, await contactOf()].map(async (contact) => (await client.consents.ofContact(contact)).consents[0]),
  );
  expect(versions.map((consent) => [consent?.wording_version, consent?.wording])).toEqual([
    [1, 'I agree to letters.'],
    [2, 'I agree to letters and offers.'],
  ]);
});

test('a closed form, one of a deleted list and a forged address take nobody', async () => {
  const { list_id, path } = await formOf({ draft: { is_open: false } });
  expect((await reader.post(path, filled())).status).toBe(410);
  await client.lists.delete({ id: list_id });
  expect((await reader.post(path, filled())).status).toBe(404);
  for (const forged of ['/f/', '/f/../etc', '/y/AAAAAAAAAAAAAAAAAAAAAAAA', '/y/']) {
    expect((await reader.post(forged, filled({ wish: 'confirm' }))).status).toBe(404);
  }
  expect(await stateOn(list_id)).toBeUndefined();
});

test('a token of one kind does not pass for another', async () => {
  const { tokens } = app.app.services;
  expect((await reader.open(`/y/${tokens.link.sign(1)}`)).status).toBe(404);
  expect((await reader.open(`/p/${tokens.consent.sign(1)}`)).status).toBe(404);
  expect((await reader.open(`/u/${tokens.consent.sign(1)}`)).status).toBe(404);
});

test('the snippet is plain HTML that posts to the form', async () => {
  const { list_id, path } = await formOf();
  const form = await client.forms.get({ id: list_id });
  expect(form?.snippets.html).toContain(`action="${form?.address}"`);
  expect(form?.snippets.html).not.toContain('<script');
  expect(form?.snippets.iframe).toContain(`${path}/frame`);
});
