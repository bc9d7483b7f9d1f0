import type { Reader } from '#main/db/access.ts';
import { openReader } from '#main/db/open-database.ts';
import { fieldColumn } from '#main/repositories/segment/field-index.repo.ts';
import { countMatching } from '#main/repositories/segment/segment-query.repo.ts';
import { ruleOfText } from '#main/repositories/segment/segment-rule.repo.ts';
import type { SegmentFieldType } from '#shared/domain/segment/segment-field.ts';
import { assert } from '#shared/kernel/assert.ts';
import { type Bench, compare, type Figure, round } from './figure.ts';
import { QUESTIONS, type Question } from './segment/questions.ts';
import { databaseWithFacts } from './support/segment-folder.ts';

const CONTACTS = 1_000_000;
/** A rule may take a tenth longer than the same question in SQL. */
const GOAL = 1 / 1.1;
const INDEXED_GOAL_MS = 5;

/** Rules against the same questions in hand-written SQL, on the same connection in turn. */
const bench: Bench = {
  name: 'segment.count',
  async run({ quick }) {
    const contacts = quick ? CONTACTS / 10 : CONTACTS;
    const { reader, close } = openReader(await databaseWithFacts(contacts));
    const figures: Figure[] = [];
    for (const question of QUESTIONS) figures.push(...(await figuresOf(reader, question, { contacts, quick })));
    close();
    return figures;
  },
};
export default bench;

async function figuresOf(
  reader: Reader,
  question: Question,
  { contacts, quick }: { contacts: number; quick: boolean },
): Promise<Figure[]> {
  const now = Date.now();
  const rule = ruleOfText(reader, question.rule);
  const sql = withColumns(reader, question.sql);
  const values = question.values(now);
  const byHand = () =>
    reader
      .sql<number>(sql)
      .pluck()
      .get(...values) as number;
  const byRule = () => countMatching(reader, rule, now);
  const n = byRule();
  assert(n === byHand(), `the rule counts whom the statement counts: ${question.rule}`);
  const about = {
    bench: 'segment.count',
    unit: 'ms',
    against: 'hand-written SQL',
    goal: GOAL,
    n: contacts,
    kind: 'cost',
  } as const;
  const figure = await compare(
    { ...about, repeats: quick ? 9 : 7 },
    () => millis(byRule),
    () => millis(byHand),
  );
  // What it takes to put the question is the same for every rule, and not seen against a statement of less than a millisecond.
  const pass = figure.pass || figure.value - figure.baseline < 1;
  const figures: Figure[] = [{ ...figure, pass, rule: question.rule, members: n }];
  if (question.indexed) {
    const { value, repeats, spread } = figure;
    const ratio = round(INDEXED_GOAL_MS / value);
    const against = 'the goal of 5 ms';
    figures.push({
      ...{ ...about, bench: 'segment.count.indexed', against, goal: 1, repeats, spread },
      ...{ value, baseline: INDEXED_GOAL_MS, ratio, pass: ratio >= 1, rule: question.rule, members: n },
    });
  }
  return figures;
}

/** `{points}` stands for the generated column of that field. */
function withColumns(reader: Reader, sql: string): string {
  return sql.replace(/\{(\w+)\}/g, (_, key: string) => {
    const field = reader
      .sql<{ no: number; type: SegmentFieldType }>('SELECT no, type FROM custom_field WHERE key = ?')
      .get(key);
    assert(field, 'the field exists');
    return fieldColumn(field) ?? '';
  });
}

async function millis(work: () => unknown): Promise<number> {
  const started = performance.now();
  work();
  return performance.now() - started;
}
