import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '#main/cli/connect.ts';
import type { GlobalFlags } from '#main/cli/global-flags.ts';
import type { Output } from '#main/cli/output.ts';
import { createProgram } from '#main/cli/program.ts';
import { readSendingRules, updateSendingRules } from '#main/repositories/sending/sending-rules.repo.ts';
import { createContact } from '#main/services/contact/contact.service.ts';
import { createSegment } from '#main/services/segment/segment.service.ts';
import { createSender } from '#main/services/sending/sender.service.ts';
import { changeWorkflow, getWorkflow } from '#main/services/workflow/workflow.service.ts';
import { NOBODY } from '#shared/domain/campaign/audience-rule.ts';
import { setUpOverHttp } from '#test/support/console-client.ts';
import { makeTestApp, type TestApp } from '#test/support/make-test-app.ts';
import { SmtpSink } from '#test/support/smtp-sink.ts';

let test: TestApp;

beforeAll(async () => {
  test = await makeTestApp();
  await setUpOverHttp(test);
}, 60_000);
afterAll(() => test.close());

/** The command as a person on the machine of a running Herald types it, asked over HTTP like theirs. @returns what it prints */
async function herald(...args: string[]): Promise<{ code: number; text: string }> {
  const lines: string[] = [];
  let code = 0;
  const program = createProgram(async (command, body) => {
    const flags = command.optsWithGlobals<GlobalFlags>();
    const output: Output = {
      result: (value, told) => void lines.push(flags.json ? JSON.stringify(value) : [told(value)].flat().join('\n')),
      progress: () => {},
    };
    code = await body(await connect(flags), output);
  });
  await program.parseAsync(['--data-dir', test.data_dir, ...args], { from: 'user' });
  return { code, text: lines.join('\n') };
}

function fileOf(name: string, ...lines: string[]): string {
  const file = join(test.data_dir, name);
  writeFileSync(file, lines.join('\n'));
  return file;
}

it('brings in people and what they bought, and lists the fields, tags and events that came of it', async () => {
  const people = fileOf('people.csv', 'email,tags,Points', 'ann@example.com,vip,12', 'bob@example.com,,3', 'nobody,,1');
  expect(await herald('contacts', 'import', people)).toEqual({
    code: 0,
    text: 'people.csv: 2 new, 0 changed, 0 unchanged, 0 doubled in the file, 1 rejected.',
  });
  const orders = fileOf(
    'orders.csv',
    'Buyer;Order ID;Order date;Total',
    'ann@example.com;A1;01.04.2026;12,50',
    'zoe@example.com;A2;01.04.2026;1,00',
  );
  const order = ['events', 'import', orders, '--name', 'purchase', '--map', 'Buyer=email'];
  const recorded = JSON.parse((await herald(...order, '--json')).text) as object;
  expect(recorded).toMatchObject({ kind: 'events', state: 'done', progress: { created: 1, rejected: 1 } });
  expect((await herald(...order)).text).toContain('0 recorded, 1 known already, 0 doubled in the file, 1 rejected.');

  expect((await herald('fields', 'list')).text).toMatch(/points +Points +number/);
  expect((await herald('tags', 'list')).text).toMatch(/vip +1/);
  expect(JSON.parse((await herald('events', 'list', '--json')).text)).toMatchObject([{ name: 'purchase', events: 1 }]);
  const richly = test.app.services.db.reader.sql('SELECT data FROM event').pluck().all();
  expect(richly).toEqual(['{"amount":12.5}']);
});

it('lists, checks and counts rules, and says where one is wrong', async () => {
  createSegment(test.app.services, 'ada', { name: 'Vips', description: '', rule: "tag = 'vip'", watched: false });
  expect((await herald('segments', 'list')).text).toMatch(/Vips +tag = 'vip'/);
  const wrong = await herald('segments', 'check', "frist_name = 'Ann'");
  expect(wrong.code).toBe(1);
  expect(wrong.text).toMatch(/Line 1, column 1: .*first_name/);
  const right = await herald('segments', 'check', "first_name='Ann'", '--json');
  expect(JSON.parse(right.text)).toMatchObject({ problems: [], canonical: "first_name = 'Ann'" });
  expect(await herald('segments', 'count', "tag = 'vip'")).toEqual({ code: 0, text: '1' });
});

it('names the file that cannot be read, and the column that is not there', async () => {
  const missing = herald('events', 'import', join(test.data_dir, 'none.csv'));
  await expect(missing).rejects.toThrow("none.csv can't be read.");
  const few = fileOf('few.csv', 'email', 'ann@example.com');
  await expect(herald('contacts', 'import', few, '--map', 'Mail=email')).rejects.toMatchObject({
    message: 'The file has no column "Mail".',
    detail: { hint: 'Its columns are: email.' },
  });
});

it('tells what failed and why, tries it again or lets it be, and changes limits', async () => {
  const { services } = test.app;
  const sink = await SmtpSink.start({
    faultOf: (address) =>
      address.startsWith('ann@') ? { at: 'rcpt', code: 550, text: '5.1.1 No such user' } : undefined,
  });
  try {
    const server = { host: '127.0.0.1', port: sink.port, security: 'none' } as const;
    createSender(services, 'ada', { name: 'Office', from_email: 'news@acme.example', ...server });
    services.db.write((tx) => {
      updateSendingRules(tx, readSendingRules(tx).revision, { undo_seconds: 0 });
      tx.sql(`UPDATE organization SET public_url = 'https://mail.acme.example'`).run();
    });
    const body = '<p>Hi. <a href="{{ unsubscribe_url }}">Leave</a></p>';
    const audience = { ...NOBODY, everyone: true };
    const file = fileOf('spring.json', JSON.stringify({ name: 'Spring', subject: 'Hi', body, audience }));
    const { id } = JSON.parse((await herald('campaigns', 'create', '--file', file, '--json')).text) as { id: string };
    await herald('campaigns', 'send', id, '--wait');
    expect((await herald('failures', 'list')).text).toMatch(/no_such_address +1 +1 .*550 5\.1\.1 No such user/);
    expect((await herald('failures', 'list', '--cause', 'no_such_address')).text).toMatch(/ann@example\.com +Spring/);
    expect((await herald('failures', 'retry', '--campaign', id)).text).toBe('0 are tried again, 1 can not be.');
    expect((await herald('failures', 'discard', '--campaign', id)).text).toBe('1 are off the list.');
    expect((await herald('failures', 'list')).text).not.toContain('no_such_address');
    expect((await herald('failures', 'in-doubt', id, '--do', 'assume-sent')).text).toBe('0 were in doubt.');
    const set = await herald('limits', 'set', '--sender', 'Office', '--per-second', '5', '--per-day', '900');
    expect(set.text).toMatch(/Office +5 +none +none +900/);
    expect((await herald('limits', 'set', '--per-hour', '70')).text).toMatch(/all senders together +none +none +70/);
    await expect(herald('limits', 'set', '--per-hour', 'many')).rejects.toThrow('"many" is no limit.');
  } finally {
    await sink.close();
  }
}, 60_000);

it('brings in a workflow, checks, rehearses and publishes it, and shows the way of somebody', async () => {
  const { services } = test.app;
  const steps = [
    { type: 'wait', id: 'rest', duration_hours: 24 },
    { type: 'set_field', id: 'move', field: 'city', value: 'Berlin' },
  ];
  const file = fileOf('hello.json', JSON.stringify({ name: 'Hello', steps }));
  expect((await herald('workflows', 'import', file)).text).toBe('"Hello" is a draft now.');
  const schema = JSON.parse((await herald('workflows', 'schema')).text) as object;
  const exported = JSON.parse((await herald('workflows', 'export', 'hello')).text) as { graph: object };
  expect(new Ajv2020({ strict: false }).validate(schema, exported.graph)).toBe(true);
  const copy = fileOf('copy.json', JSON.stringify(exported));
  await herald('workflows', 'import', copy, '--name', 'Copy');
  expect(await herald('workflows', 'check', 'Copy')).toEqual({ code: 0, text: 'Nothing is wrong.' });

  const rehearsed = (await herald('workflows', 'rehearse', 'Hello', '--start', '2026-03-02T10:00:00Z')).text;
  expect(rehearsed).toMatch(/2026-03-02T10:00:00\S* +rest -> next +waited\n2026-03-03T10:00:00\S* +move -> next/);
  await expect(herald('workflows', 'rehearse', 'Hello', '--reads', 'maybe')).rejects.toThrow('"maybe" is nothing');

  const { id, revision, draft } = getWorkflow(services, await idOf('Hello'));
  await herald('workflows', 'rehearse', 'Hello', '--keep', 'Twice');
  expect(await herald('workflows', 'rehearsals', 'Hello')).toEqual({ code: 0, text: 'ok    Twice' });
  changeWorkflow(services, 'ada', { id, revision, graph: { ...draft, edges: draft.edges.slice(0, 1) } });
  const other = await herald('workflows', 'rehearsals', 'Hello');
  expect(other.code).toBe(1);
  expect(other.text).toMatch(
    /^other Twice\n +expected start:next rest:next move:next completed\n +goes +start:next completed$/,
  );
  await expect(herald('workflows', 'publish', 'Hello')).rejects.toThrow('go another way now: "Twice"');
  changeWorkflow(services, 'ada', { id, revision: revision + 1, graph: draft });
  expect((await herald('workflows', 'publish', 'Hello')).text).toBe('Version 1 of "Hello" is live.');

  createContact(services, 'ada', { email: 'walt@example.com', list_ids: [] });
  expect((await herald('workflows', 'enter', 'Hello', '--contact', 'walt@example.com')).text).toBe('They enter now.');
  await expect(herald('workflows', 'enter', 'Hello')).rejects.toThrow('Nobody was named.');
  await expect(herald('workflows', 'enter', 'Hello', '--segment', 'None')).rejects.toThrow('no segment "None"');
  expect((await herald('workflows', 'people', 'Hello')).text).toMatch(/walt@example\.com +active +(start|rest)/);
  expect((await herald('workflows', 'people', 'Hello', '--state', 'failed')).text).not.toContain('walt');
  await expect(herald('workflows', 'people', 'Hello', '--state', 'odd')).rejects.toThrow('"odd" can\'t be asked for');
  expect((await herald('workflows', 'decide', 'Hello', 'retry')).text).toBe('0 decided.');
  expect((await herald('workflows', 'trace', 'Hello', '--contact', 'walt@example.com')).text).toMatch(
    /at (start|rest)/,
  );
  await expect(herald('workflows', 'trace', 'Copy', '--contact', 'walt@example.com')).rejects.toThrow('has never been');
  expect((await herald('workflows', 'list')).text).toMatch(/Hello +live +1 +1/);
  for (const [change, state] of [
    ['pause', 'paused'],
    ['resume', 'live'],
    ['archive', 'archived'],
  ] as const) {
    expect((await herald('workflows', change, 'Hello')).text).toBe(`"Hello" is ${state}.`);
  }
  await expect(herald('workflows', 'check', 'None')).rejects.toThrow('There is no workflow "None".');
  const nonsense = fileOf('nonsense.json', '{');
  await expect(herald('workflows', 'import', nonsense)).rejects.toThrow("nonsense.json can't be read as JSON");
  const wrong = fileOf('wrong.json', JSON.stringify({ steps: [{ type: 'teleport' }] }));
  await expect(herald('workflows', 'import', wrong)).rejects.toThrow('This is no workflow');
});

async function idOf(name: string): Promise<string> {
  const all = JSON.parse((await herald('workflows', 'list', '--json')).text) as { id: string; name: string }[];
  return all.find((workflow) => workflow.name === name)?.id ?? '';
}
