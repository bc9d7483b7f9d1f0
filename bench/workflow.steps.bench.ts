import type { NodeSpec } from '#shared/domain/workflow/workflow-graph.ts';
import { drawGraph, type WorkflowHouse, workflowHouse } from '#test/support/workflow/workflow-house.ts';
import { type Bench, compare } from './figure.ts';
import { fillContacts } from './support/fill-contacts.ts';

const AT_ONCE = 2_000;

const now: NodeSpec = { type: 'wait', amount: 0, unit: 'minutes', at: null, weekdays: [] };
const german: NodeSpec = { type: 'if', when: { kind: 'rule', rule: "country = 'DE'" } };
const half: NodeSpec = {
  type: 'split',
  shares: [
    { port: 'A', share: 1 },
    { port: 'B', share: 1 },
  ],
};

/** Ten nodes for everybody: conditions, splits, waits that are over, and one tag. */
const bench: Bench = {
  name: 'workflow.steps',
  async run({ quick }) {
    const contacts = quick ? 5_000 : 100_000;
    const about = {
      bench: 'workflow.steps',
      unit: 'steps/s',
      against: 'the same row writes in SQLite',
      goal: 0.5,
      n: contacts * 10,
      repeats: 1,
      kind: 'rate' as const,
    };
    return [
      await compare(
        about,
        () => apart(contacts, passThrough),
        () => apart(contacts, writeRows),
      ),
    ];
  },
};
export default bench;

async function apart(contacts: number, work: (house: WorkflowHouse) => void): Promise<number> {
  const house = workflowHouse();
  try {
    fillContacts(house.ctx.db, contacts);
    const started = performance.now();
    work(house);
    return (contacts * 10 * 1_000) / (performance.now() - started);
  } finally {
    house.close();
  }
}

function passThrough(house: WorkflowHouse): void {
  const { db } = house.ctx;
  db.write((tx) => tx.sql(`INSERT INTO tag (id, name, created_at) VALUES ('t1', 'through', 0)`).run());
  const tag: NodeSpec = { type: 'tag', tag_id: 't1', change: 'add' };
  house.publish(
    drawGraph(
      {
        start: { type: 'manual' },
        a: german,
        b: half,
        c: now,
        d: german,
        e: tag,
        f: now,
        g: half,
        h: now,
        i: { type: 'exit' },
      },
      [
        'start next a',
        'a yes b',
        'a no b',
        'b A c',
        'b B c',
        'c next d',
        'd yes e',
        'd no e',
        'e next f',
        'f next g',
        'g A h',
        'g B h',
        'h next i',
      ],
    ),
  );
  db.write((tx) =>
    tx.sql(`INSERT INTO workflow_signal (workflow_no, node, contact_no) SELECT 1, 'start', no FROM contact`).run(),
  );
  house.settle();
}

/** A row for the pass, ten for the way, one for the key, the tag and its fact; no thought in between. */
function writeRows({ ctx: { db, ids } }: WorkflowHouse): void {
  db.write((tx) => tx.sql(`INSERT INTO tag (id, name, created_at) VALUES ('t1', 'through', 0)`).run());
  const nos = db.reader.sql<{ no: number; id: string }>('SELECT no, id FROM contact').all();
  for (let from = 0; from < nos.length; from += AT_ONCE) {
    db.write((tx) => {
      const insert = tx.sql(
        `INSERT INTO enrolment (id, workflow_no, version_no, contact_no, state, node, visit, since, entered_at, due_at)
         VALUES (?, 1, 1, ?, 'active', 'start', 0, 1, 1, 1)`,
      );
      const step = tx.sql(
        `INSERT INTO enrolment_step (enrolment_no, visit, node, entered_at, left_at, port, reason) VALUES (?, ?, 'a', 1, 1, 'yes', 'condition')`,
      );
      const key = tx.sql(`INSERT INTO enrolment_effect (enrolment_no, visit, kind) VALUES (?, 5, 'tag')`);
      const tag = tx.sql('INSERT INTO contact_tag (tag_no, contact_no, at) VALUES (1, ?, 1)');
      const end = tx.sql(
        `UPDATE enrolment SET state = 'ended', node = 'i', visit = 9, due_at = NULL, ended = 'exit' WHERE no = ?`,
      );
      for (const { no, id } of nos.slice(from, from + AT_ONCE)) {
        const enrolment = Number(insert.run(ids.id(), no).lastInsertRowid);
        for (let visit = 0; visit < 10; visit++) step.run(enrolment, visit);
        key.run(enrolment);
        tag.run(no);
        tx.record({ type: 'contact.tagged', subject: `contact:${id}`, actor: null, data: { tag: 'through' } });
        end.run(enrolment);
      }
    });
  }
}
