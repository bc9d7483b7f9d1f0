import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemClock } from '#main/platform/clock.ts';
import { systemIds } from '#main/platform/id-source.ts';
import { bundled } from '../bundled.ts';
import { openTestDatabase } from '../open-test-database.ts';
import { type SinkOptions, SmtpSink } from '../smtp-sink.ts';
import { seedSend } from './seed-send.ts';

export interface KillLoopOptions {
  recipients: number;
  kills: number;
  connections: number;
  /** Lets the mutant send that does not write down what leaves. */
  forgetful?: boolean;
  /** A server that answers at once and turns nobody away, so that marks are made ahead. */
  near?: boolean;
}

export interface KillLoopReport {
  kills: number;
  audience: number;
  accepted: number;
  /** May or may not have arrived, and shown as such. */
  unknown: number;
  /** The most that one kill has left unknown. */
  most_unknown_per_kill: number;
  /** Taken by the server more than once. */
  doubled: number;
  /** Said to be accepted though the server never took it, or left without an end. */
  missed: number;
  /** Rows in the ledger, whatever their state. */
  sum: number;
  integrity: string;
}

const CHILD = 'test/support/sending/sending-child.ts';
/** Answers take this long, so that a kill finds every connection at work. */
const ANSWER_MILLIS = 15;

/** A server that takes its time and sends some away at first. */
const FAR: SinkOptions = {
  delay: ANSWER_MILLIS,
  faultOf: (address) =>
    /^person\d*7@/.test(address) ? { at: 'rcpt', code: 451, text: '4.7.1 Greylisted', times: 1 } : undefined,
};

/** Kills a sending process again and again and compares its ledger with what the server took. */
export async function runKillLoop(options: KillLoopOptions): Promise<KillLoopReport> {
  const { recipients, connections } = options;
  const child = await bundled(CHILD);
  const sink = await SmtpSink.start(options.near ? {} : FAR);
  const database = openTestDatabase();
  try {
    const { db } = database;
    const sender = { max_connections: connections };
    const { send_no } = seedSend({ db, clock: systemClock, ids: systemIds }, { port: sink.port, recipients, sender });
    const inDoubt = () => countOf(database, send_no, 'unknown') + countOf(database, send_no, 'in_data');
    let kills = 0;
    let most = 0;
    for (; kills < options.kills && isUnderWay(database); kills++) {
      const before = inDoubt();
      await killSoon(start(child, database.file, options), sink);
      most = Math.max(most, inDoubt() - before);
    }
    await once(start(child, database.file, options), 'exit');
    const taken = new Set(sink.recipients);
    const said = db.reader
      .sql<{ address: string }>(`SELECT address FROM delivery WHERE send_no = ? AND state NOT IN ('unknown', 'failed')`)
      .all(send_no);
    return {
      kills,
      audience: recipients,
      accepted: countOf(database, send_no, 'accepted'),
      unknown: countOf(database, send_no, 'unknown'),
      most_unknown_per_kill: most,
      doubled: sink.mails.length - taken.size,
      missed: said.filter(({ address }) => !taken.has(address)).length,
      sum: countOf(database, send_no, '%'),
      integrity: db.sqlite.pragma('integrity_check', { simple: true }) as string,
    };
  } finally {
    await sink.close();
    database.close();
  }
}

function start(child: string, file: string, { forgetful = false }: KillLoopOptions): ChildProcess {
  return spawn(process.execPath, [child, file, forgetful ? 'forgetful' : 'true'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** Once the server has taken something from it. */
async function killSoon(child: ChildProcess, sink: SmtpSink): Promise<void> {
  const exited = once(child, 'exit');
  const before = sink.mails.length;
  while (sink.mails.length === before && child.exitCode === null) await sleep(2);
  await sleep(5 + Math.random() * 100);
  child.kill('SIGKILL');
  await exited;
}

type Opened = ReturnType<typeof openTestDatabase>;

function isUnderWay({ db }: Opened): boolean {
  return db.reader.sql(`SELECT 1 FROM send WHERE state = 'sending'`).get() !== undefined;
}

function countOf({ db }: Opened, send_no: number, state: string): number {
  const row = db.reader
    .sql<{ n: number }>('SELECT count(*) AS n FROM delivery WHERE send_no = ? AND state LIKE ?')
    .get(send_no, state);
  return row?.n ?? 0;
}
