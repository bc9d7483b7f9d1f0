import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect } from '#main/cli/connect.ts';
import type { GlobalFlags } from '#main/cli/global-flags.ts';
import type { Output } from '#main/cli/output.ts';
import { createProgram } from '#main/cli/program.ts';
import { readSendingRules, updateSendingRules } from '#main/repositories/sending/sending-rules.repo.ts';
import { createSegment } from '#main/services/segment/segment.service.ts';
import { createSender } from '#main/services/sending/sender.service.ts';
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
