import PostalMime from 'postal-mime';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { composeOne } from '#main/channels/email/compose-one.ts';
import type { MailFile } from '#main/channels/email/send-one.ts';
import { insertUser } from '#main/repositories/access/user.repo.ts';
import { takeDueTimers } from '#main/scheduler/timer.repo.ts';
import { mailReport, reportDue } from '#main/services/report/mail-report.ts';
import {
  campaignsOfReport,
  changeReport,
  createReport,
  getReport,
  mailReportNow,
  type ReportFields,
  removeReport,
  reportAsFile,
} from '#main/services/report/saved-report.service.ts';
import { DAY, HOUR, instantOf, MINUTE } from '#shared/kernel/instant.ts';
import { ACTOR, type CampaignHouse, campaignHouse } from '#test/support/campaign-context.ts';
import { sendRows } from '#test/support/send-rows.ts';

// The clock of the house stands at 2026-03-02T09:00Z, a Monday, 10:00 in Berlin.
let house: CampaignHouse;
beforeEach(() => {
  house = campaignHouse();
  house.ctx.db.write((tx) =>
    insertUser(tx, {
      id: ACTOR,
      name: 'Ana',
      email: 'ana@house.example',
      email_key: 'ana@house.example',
      role: 'marketer',
      active: true,
      created_at: instantOf(house.ctx.clock.now()),
    }),
  );
});
afterEach(() => house.close());

const MONDAYS = { kind: 'cron', rule: '0 9 * * MON', timezone: 'Europe/Berlin' } as const;
const FIELDS: ReportFields = { name: 'Week', days: 7, channel: null, search: '', schedule: null };
const schedule = {
  repeat: MONDAYS,
  to: ['boss@house.example', 'Boss@house.example', 'cfo@house.example'],
  format: 'xlsx' as const,
};
const run = (sql: string, ...values: unknown[]) => house.ctx.db.write((tx) => tx.sql(sql).run(...values));
const sent = (name: string, options: Parameters<typeof sendRows>[1]) => {
  const rows = sendRows(house.database, options);
  run('UPDATE campaign SET name = ? WHERE id = ?', name, rows.campaign_id);
  return rows;
};

/** What the timers and the jobs that follow from them do by now. */
async function whatIsDue(): Promise<void> {
  const { ctx } = house;
  const due = ctx.db.write((tx) => takeDueTimers(tx, ctx.clock.now()));
  for (const { payload } of due) reportDue(ctx, JSON.parse(payload) as { report_id: string });
  const jobs = ctx.db.reader.sql<{ payload: string }>("SELECT payload FROM job WHERE kind = 'report.mail'").all();
  run("DELETE FROM job WHERE kind = 'report.mail'");
  for (const { payload } of jobs) await mailReport(ctx, JSON.parse(payload) as { report_id: string; to: string });
}

test('a report is about the campaigns of its days, channel and words, with closing figures once there are any', async () => {
  const { ctx } = house;
  const now = ctx.clock.now();
  sent('Old news', { recipients: 1, at: now - 8 * DAY });
  sent('Spring %', { recipients: 2, at: now - 2 * DAY });
  const closed = sent('Spring sale', { recipients: 3, at: now - DAY });
  run(
    'INSERT INTO report_closing (send_no, at, report) VALUES (?, ?, ?)',
    closed.send_no,
    now,
    JSON.stringify({
      outcome: { sent: 2, opened: 1, clicked: 1, unsubscribed: 0, bounced: 0, failed: 0 },
      conversion: null,
    }),
  );
  const text = sent('Spring text', { recipients: 1, at: now - HOUR });
  run(`UPDATE send SET channel = 'sms' WHERE no = ?`, text.send_no);
  const told = async (fields: Partial<ReportFields>) => {
    const { id } = createReport(ctx, ACTOR, { ...FIELDS, ...fields });
    return (await campaignsOfReport(ctx, id)).map(({ name, figures, sent: n }) => [name, figures, n]);
  };
  expect(await told({})).toEqual([
    ['Spring text', 'now', 1],
    ['Spring sale', 'closing', 2],
    ['Spring %', 'now', 2],
  ]);
  expect(await told({ channel: 'email', search: 'g %' })).toEqual([['Spring %', 'now', 2]]);
  const { id } = createReport(ctx, ACTOR, { ...FIELDS, channel: 'sms' });
  const csv = await (await reportAsFile(ctx, { id, format: 'csv' })).text();
  expect(csv.split('\r\n')[1]).toBe(`Spring text,sms,${instantOf(now - HOUR)},now,1,0,0,0,0,0,,`);
});

test('at its time it is mailed to each address once, with a table and the file, and waits for the next time', async () => {
  const { ctx } = house;
  sent('<b>Spring</b>', { recipients: 3, at: ctx.clock.now() });
  const { id, next_at } = createReport(ctx, ACTOR, { ...FIELDS, schedule });
  expect(next_at).toBe('2026-03-09T08:00:00.000Z');
  await whatIsDue();
  expect(house.mails).toEqual([]);
  house.database.clock.advance(7 * DAY - HOUR + 5 * MINUTE);
  await whatIsDue();
  expect(house.mails.map(({ to }) => to)).toEqual(['boss@house.example', 'cfo@house.example']);
  const mail = house.mails[0] as (typeof house.mails)[0] & { file: MailFile };
  expect(mail.subject).toBe('Report: Week');
  expect(mail.html).toContain('&lt;b&gt;Spring&lt;/b&gt;');
  expect(mail.text).toContain('Sent: 3, Opened: 0');
  const { mime } = await composeOne({ ...mail, from: { name: 'H', address: 'h@house.example' }, reply_to: null });
  const [file] = (await PostalMime.parse(Buffer.from(mime, 'latin1'))).attachments;
  expect([file?.filename, file?.disposition]).toEqual(['Week.xlsx', 'attachment']);
  expect(Buffer.from(file?.content as ArrayBuffer)).toEqual(Buffer.from(mail.file.bytes));
  expect(getReport(ctx, id)).toMatchObject({ next_at: '2026-03-16T08:00:00.000Z', problem: null });
  expect(getReport(ctx, id).mailed_at).toBe(instantOf(ctx.clock.now()));
});

test('a time that was slept through is left out and told, and the next one holds', async () => {
  const { ctx } = house;
  const { id } = createReport(ctx, ACTOR, { ...FIELDS, schedule });
  house.database.clock.advance(14 * DAY + 5 * HOUR);
  await whatIsDue();
  expect(house.mails).toEqual([]);
  expect(getReport(ctx, id)).toMatchObject({
    problem: { code: 'missed', said: '2026-03-16 09:00 (Europe/Berlin)' },
    next_at: '2026-03-23T08:00:00.000Z',
  });
  mailReportNow(ctx, ACTOR, id);
  await whatIsDue();
  expect([house.mails.length, getReport(ctx, id).problem]).toEqual([2, null]);
});

test('nothing is mailed for somebody who may not any more, nor to whom is not named any more', async () => {
  const { ctx } = house;
  const { id } = createReport(ctx, ACTOR, { ...FIELDS, schedule });
  run(`UPDATE user SET role = 'analyst' WHERE id = ?`, ACTOR);
  house.database.clock.advance(7 * DAY);
  await whatIsDue();
  expect([house.mails.length, getReport(ctx, id).problem]).toEqual([0, { code: 'author', said: 'Ana' }]);
  mailReportNow(ctx, ACTOR, id);
  const { revision } = getReport(ctx, id);
  changeReport(ctx, ACTOR, { id, revision, schedule: { ...schedule, to: ['cfo@house.example'] } });
  await whatIsDue();
  expect(house.mails.map(({ to }) => to)).toEqual(['cfo@house.example']);
  expect(() => changeReport(ctx, ACTOR, { id, revision, days: 30 })).toThrowError(
    expect.objectContaining({ code: 'STALE_REVISION' }),
  );
  removeReport(ctx, ACTOR, id);
  house.database.clock.advance(7 * DAY);
  await whatIsDue();
  expect(house.mails.length).toBe(1);
});

test('an address that is refused is told, and tried again where that helps', async () => {
  const { ctx } = house;
  const { id } = createReport(ctx, ACTOR, { ...FIELDS, schedule: { ...schedule, to: ['boss@house.example'] } });
  const answer = (lasting: boolean) => ({
    ...ctx,
    mailer: { ...ctx.mailer, sendNow: async () => ({ ok: false, said: lasting ? '550 no' : '451 later', lasting }) },
  });
  const mail = { report_id: id, to: 'boss@house.example' };
  await mailReport(answer(true), mail);
  expect(getReport(ctx, id).problem).toEqual({ code: 'refused', said: 'boss@house.example: 550 no' });
  await expect(mailReport(answer(false), mail)).rejects.toThrow('451 later');
});

test.each([
  [{ to: ['nobody'] }, 'schedule.to.0'],
  [{ repeat: { ...MONDAYS, rule: 'often' } }, 'schedule.repeat.rule'],
  [{ repeat: { ...MONDAYS, rule: '* * * * *' } }, 'schedule.repeat.rule'],
])('a schedule with %j is refused under its field', (part, field) => {
  expect(() => createReport(house.ctx, ACTOR, { ...FIELDS, schedule: { ...schedule, ...part } })).toThrowError(
    expect.objectContaining({
      code: 'INVALID_INPUT',
      detail: expect.objectContaining({ field, hint: expect.any(String) }),
    }),
  );
});
