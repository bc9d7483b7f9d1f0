import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { sendTransactional } from '#main/services/transactional/transactional.service.ts';
import { bundled } from '../bundled.ts';
import { openTestDatabase } from '../open-test-database.ts';
import { SmtpSink } from '../smtp-sink.ts';
import { seedSend } from './seed-send.ts';

export interface SingleKillReport {
  kills: number;
  asked: number;
  accepted: number;
  /** Said to be accepted, or asked for, and never taken by the server. */
  lost: number;
  /** Taken more than once. */
  repeated: number;
  /** Copies that came under another Message-ID than the first. */
  under_another_id: number;
  integrity: string;
}

const CHILD = 'test/support/sending/sending-child.ts';

/** Asks for single messages while the process that sends is killed again and again, and compares with what the server took. */
export async function runSingleKillLoop({
  messages,
  kills,
}: {
  messages: number;
  kills: number;
}): Promise<SingleKillReport> {
  const child = await bundled(CHILD);
  const sink = await SmtpSink.start({ delay: 15 });
  const database = openTestDatabase();
  try {
    const { db } = database;
    const ctx = {
      db,
      clock: systemClock,
      ids: systemIds,
      endpoints: { console_url: '', tracking_url: 'http://127.0.0.1:9', mailbox: { host: '', port: 0 } },
    };
    const { sender_id } = seedSend(ctx, { port: sink.port, recipients: 1, sender: { max_connections: 10 } });
    const addressOf = (n: number) => `buyer${n}@shop.example`;
    let asked = 0;
    const ask = (count: number) => {
      for (const last = Math.min(messages, asked + count); asked < last; asked++) {
        const input = {
          to: addressOf(asked),
          sender_id,
          subject: 'Order {{ order }}',
          markdown: 'Thank you.',
          data: { order: asked },
        };
        sendTransactional(ctx, { user_id: 'shop', once_key: `order-${asked}` }, input);
      }
    };
    let done = 0;
    for (; done < kills; done++) {
      ask(Math.ceil(messages / kills));
      await killSoon(start(child, database.file), sink);
    }
    ask(messages);
    await once(start(child, database.file), 'exit');
    const idsOf = Map.groupBy(sink.mails, ({ to }) => to);
    const accepted = db.reader
      .sql<{ n: number }>(
        `SELECT count(*) AS n FROM delivery d JOIN transactional t ON t.delivery_no = d.no WHERE d.state = 'accepted'`,
      )
      .get();
    const taken = Array.from({ length: messages }, (_, n) => idsOf.get(addressOf(n)) ?? []);
    return {
      kills: done,
      asked,
      accepted: accepted?.n ?? 0,
      lost: taken.filter((mails) => mails.length === 0).length,
      repeated: taken.filter((mails) => mails.length > 1).length,
      under_another_id: taken.filter((mails) => new Set(mails.map(({ message_id }) => message_id)).size > 1).length,
      integrity: db.sqlite.pragma('integrity_check', { simple: true }) as string,
    };
  } finally {
    await sink.close();
    database.close();
  }
}

function start(child: string, file: string): ChildProcess {
  return spawn(process.execPath, [child, file, 'true'], { stdio: ['ignore', 'ignore', 'inherit'] });
}

/** In the midst of its work. */
async function killSoon(child: ChildProcess, sink: SmtpSink): Promise<void> {
  const exited = once(child, 'exit');
  const before = sink.mails.length;
  while (sink.mails.length === before && child.exitCode === null) await sleep(2);
  await sleep(Math.random() * 60);
  child.kill('SIGKILL');
  await exited;
}
