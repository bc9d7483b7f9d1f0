import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseInbound } from '#main/channels/inbound/parse-inbound.ts';
import type { FeedbackKind, FeedbackRecipient } from '#shared/domain/feedback/feedback-report.ts';

const FOLDER = join(import.meta.dirname, '../fixtures/inbound-own');

interface OwnCase {
  file: string;
  kind: FeedbackKind;
  note: string;
  expect: (Partial<FeedbackRecipient> & { recipient: string })[];
}

const CASES = readFileSync(join(FOLDER, 'index.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as OwnCase);

const COMPARED = ['class', 'status', 'original_message_id', 'suppress', 'final_recipient', 'sender_fault'] as const;

describe('a mail to one of our addresses', () => {
  test.each(CASES)('$file: $note', async ({ file, kind, expect: wanted }) => {
    const report = await parseInbound(readFileSync(join(FOLDER, file)));
    expect(report.kind).toBe(kind);
    for (const one of wanted) {
      const found = report.recipients.find(({ recipient }) => recipient === one.recipient);
      for (const field of COMPARED) if (field in one) expect(found?.[field], field).toBe(one[field]);
    }
  });

  test('tells at which of our addresses the original expected its bounces', async () => {
    const report = await parseInbound(readFileSync(join(FOLDER, 'eml/dsn-01-plain-hard.eml')));
    expect(report.return_paths).toEqual(['bounce+t0k3n@bounces.example.org']);
  });

  test('that a person forwards is no bounce, whatever it quotes', async () => {
    const report = await parseInbound(
      textMail(
        'From: Ana <ana@shop.example>',
        'Subject: Fwd: Undelivered',
        '',
        'Look: <x@y.example>: 550 5.1.1 user unknown',
      ),
    );
    expect(report.kind).not.toBe('bounce');
  });

  test('that a program of a person sends is an automatic reply, though it speaks of failure and has an empty sender', async () => {
    const report = await parseInbound(
      textMail(
        'Return-Path: <>',
        'From: Joe <joe@cust.example>',
        'Subject: Your message',
        'Auto-Submitted: auto-replied',
        '',
        'Your message could not be delivered to me: 550 5.1.1 user unknown.',
        'joe.new@cust.example',
      ),
    );
    expect(report.kind).toBe('auto_reply');
  });

  test('in an internationalised report names its recipient in any script', async () => {
    const report = await parseInbound(
      textMail(
        'From: MAILER-DAEMON@mx.example',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
        '',
        '--b',
        'Content-Type: message/global-delivery-status',
        '',
        'Reporting-MTA: dns; mx.example',
        '',
        'Final-Recipient: utf-8; m\\x{FC}ller@example.com',
        'Action: failed',
        'Status: 5.1.1',
        '--b--',
      ),
    );
    expect(report).toMatchObject({ kind: 'bounce', recipients: [{ recipient: 'müller@example.com', class: 'hard' }] });
  });
});

const HEAD = 'Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nTo: a@b.example\r\nSubject: Returned mail\r\n';
const STATUS = 'Final-Recipient: rfc822; a@b.example\r\nAction: failed\r\nStatus: 5.1.1\r\n\r\n';
const HOSTILE: [what: string, source: string][] = [
  ['nothing at all', ''],
  ['zero bytes', '\0'.repeat(100_000)],
  ['one endless line', `${HEAD}\r\n${'a'.repeat(3_000_000)}`],
  ['a million empty lines', `${HEAD}\r\n${'\n'.repeat(1_000_000)}`],
  ['addresses without end', `${HEAD}\r\n${'a@b.example '.repeat(200_000)}`],
  ['brackets without end', `${HEAD}\r\n${'<'.repeat(500_000)}`],
  [
    'parts within parts',
    HEAD +
      Array.from({ length: 300 }, (_, n) => `Content-Type: multipart/mixed; boundary=b${n}\r\n\r\n--b${n}\r\n`).join(
        '',
      ),
  ],
  [
    'parts without end',
    `${HEAD}Content-Type: multipart/mixed; boundary=x\r\n\r\n${'--x\r\n\r\nhi\r\n'.repeat(60_000)}`,
  ],
  [
    'recipients without end',
    `${HEAD}Content-Type: multipart/report; boundary=x\r\n\r\n--x\r\nContent-Type: message/delivery-status\r\n\r\n${STATUS.repeat(20_000)}--x--`,
  ],
  ['headers without end', `${'X: y\r\n'.repeat(200_000)}\r\nhi`],
  ['a header folded without end', `Subject: a\r\n${' b\r\n'.repeat(200_000)}\r\nhi`],
  ['words that nearly fit a rule', `${HEAD}\r\n<x@y.example>: ${'user mailbox account not '.repeat(40_000)}`],
  ['digits that nearly fit a rule', `${HEAD}\r\n<x@y.example>: ${'5.5.5.5.550 '.repeat(80_000)}`],
  ['styles that never end', `${HEAD}Content-Type: text/html\r\n\r\n${'<style>'.repeat(100_000)}`],
  [
    'an encoding that is none',
    `${HEAD}Content-Type: message/delivery-status\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!`,
  ],
  [
    'a charset that is none',
    `${HEAD}Content-Type: text/plain; charset=nope\r\n\r\n<x@y.example>: 550 5.1.1 user unknown`,
  ],
  ['an empty boundary', `${HEAD}Content-Type: multipart/report; boundary=""\r\n\r\n--\r\n\r\n`],
];

describe('a mail made to do harm', () => {
  test.each(HOSTILE)('of %s is read in bounded time', async (_what, source) => {
    const began = performance.now();
    const report = await parseInbound(new TextEncoder().encode(source));
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(report.recipients.length).toBeLessThanOrEqual(1_000);
  });
});

function textMail(...lines: string[]): Uint8Array {
  return new TextEncoder().encode(lines.join('\r\n'));
}
