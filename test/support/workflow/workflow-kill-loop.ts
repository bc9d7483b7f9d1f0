import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { chooseShare } from '#shared/domain/workflow/choose-share.ts';
import type { NodeSpec, Share } from '#shared/domain/workflow/workflow-graph.ts';
import { bundled } from '../bundled.ts';
import { drawGraph, EMAIL, workflowHouse } from './workflow-house.ts';

export interface WorkflowKillReport {
  kills: number;
  contacts: number;
  /** Passes that ended where the drawing says that they end. */
  right: number;
  /** Messages that are not there, or are there again. */
  missing: number;
  repeated: number;
  integrity: string;
}

const CHILD = 'test/support/workflow/workflow-child.ts';
const SHARES: Share[] = [
  { port: 'A', share: 50 },
  { port: 'B', share: 50 },
];

/** People pass through ten nodes while the process that moves them is killed again and again. */
export async function runWorkflowKillLoop(options: {
  contacts: number;
  kills: number;
  careless?: boolean;
}): Promise<WorkflowKillReport> {
  const { contacts, kills, careless = false } = options;
  const child = await bundled(CHILD);
  const house = workflowHouse();
  const { db } = house.ctx;
  try {
    const set = (value: string): NodeSpec => ({ type: 'set_field', field: 'city', value });
    const now: NodeSpec = { type: 'wait', amount: 0, unit: 'minutes', at: null, weekdays: [] };
    const graph = drawGraph(
      {
        start: { type: 'manual' },
        hello: EMAIL,
        split: { type: 'split', shares: SHARES },
        a: set('Aachen'),
        b: set('Berlin'),
        rest: now,
        if: { type: 'if', when: { kind: 'rule', rule: "city = 'Aachen'" } },
        more: { ...EMAIL, subject: 'More' } as NodeSpec,
        left: { type: 'exit' },
        right: { type: 'exit' },
      },
      [
        'start next hello',
        'hello next split',
        'split A a',
        'split B b',
        'a next rest',
        'b next rest',
        'rest next if',
        'if yes more',
        'if no right',
        'more next left',
      ],
      { reentry: 'parallel' },
    );
    house.publish(graph);
    fill(db, contacts);
    for (let done = 0; done < kills; done++)
      await killSoon(start(child, house.database.file, careless), () => progress(db));
    await once(start(child, house.database.file, careless), 'exit');
    return { kills, contacts, ...judge(db) };
  } finally {
    house.close();
  }
}

type Db = ReturnType<typeof workflowHouse>['ctx']['db'];

function fill(db: Db, contacts: number): void {
  db.write((tx) => {
    tx.sql(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?)
       INSERT INTO contact (id, email, email_key, name_key, company_key, created_at, updated_at)
       SELECT printf('00000000-0000-7000-8000-%012d', i), printf('p%d@example.org', i), printf('p%d@example.org', i), '', '', 0, 0 FROM n`,
    ).run(contacts);
    tx.sql(`INSERT INTO workflow_signal (workflow_no, node, contact_no) SELECT 1, 'start', no FROM contact`).run();
  });
}

function start(child: string, file: string, careless: boolean): ChildProcess {
  return spawn(process.execPath, [child, file, careless ? 'careless' : ''], { stdio: 'inherit' });
}

function progress(db: Db): number {
  return db.reader.sql<{ n: number }>('SELECT count(*) AS n FROM delivery').get()?.n ?? 0;
}

/** As soon as it has done something, and a little later each time. */
async function killSoon(child: ChildProcess, progressed: () => number): Promise<void> {
  const before = progressed();
  const ended = once(child, 'exit');
  while (child.exitCode === null && progressed() === before) await sleep(1);
  child.kill('SIGKILL');
  await ended;
}

function judge(db: Db): Omit<WorkflowKillReport, 'kills' | 'contacts'> {
  const passes = db.reader
    .sql<{ no: number; node: string; ended: string | null; contact_no: number }>(
      'SELECT no, node, ended, contact_no FROM enrolment',
    )
    .all();
  const got = new Map(
    db.reader
      .sql<{ contact_no: number; n: number }>('SELECT contact_no, count(*) AS n FROM delivery GROUP BY 1')
      .all()
      .map(({ contact_no, n }) => [contact_no, n]),
  );
  const report = { right: 0, missing: 0, repeated: 0 };
  for (const { no, node, ended, contact_no } of passes) {
    const isA = chooseShare(SHARES, no, 'split') === 'A';
    if (ended === 'exit' && node === (isA ? 'left' : 'right')) report.right++;
    const wanted = isA ? 2 : 1;
    const n = got.get(contact_no) ?? 0;
    report.missing += Math.max(0, wanted - n);
    report.repeated += Math.max(0, n - wanted);
  }
  const integrity = db.reader.sql<string>('PRAGMA integrity_check').pluck().get() as string;
  return { ...report, integrity };
}
