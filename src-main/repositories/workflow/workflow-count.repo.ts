import type { Reader, Tx } from '#main/db/access.ts';

export interface WorkflowCount {
  /** Empty for the workflow as a whole. */
  node: string;
  measure: string;
  n: number;
}

/** Sums that one transaction changes, written at its end: many people pass the same few nodes. */
export class CountChanges {
  readonly #changes = new Map<string, { workflow_no: number } & WorkflowCount>();

  add(workflow_no: number, node: string, measure: string, n = 1): void {
    const key = `${workflow_no} ${node} ${measure}`;
    const known = this.#changes.get(key);
    if (known) known.n += n;
    else this.#changes.set(key, { workflow_no, node, measure, n });
  }

  addAll(other: CountChanges): void {
    for (const { workflow_no, node, measure, n } of other.#changes.values()) this.add(workflow_no, node, measure, n);
  }

  write(tx: Tx): void {
    for (const change of this.#changes.values()) {
      if (change.n === 0) continue;
      tx.sql(
        `INSERT INTO workflow_count (workflow_no, node, measure, n) VALUES (@workflow_no, @node, @measure, @n)
         ON CONFLICT DO UPDATE SET n = n + excluded.n`,
      ).run(change);
    }
    this.#changes.clear();
  }
}

export function countsOfWorkflow(reader: Reader, workflow_no: number): WorkflowCount[] {
  return reader
    .sql<WorkflowCount>('SELECT node, measure, n FROM workflow_count WHERE workflow_no = ? AND n <> 0')
    .all(workflow_no);
}

/** People inside and people who ever entered, by workflow. */
export function totalsOfAll(reader: Reader): Map<number, { inside: number; entered: number }> {
  const rows = reader
    .sql<{ workflow_no: number; inside: number; entered: number }>(
      `SELECT workflow_no, sum(iif(measure IN ('here', 'failed'), n, 0)) AS inside,
         sum(iif(measure = 'entered' AND node = '', n, 0)) AS entered FROM workflow_count GROUP BY workflow_no`,
    )
    .all();
  return new Map(rows.map(({ workflow_no, ...totals }) => [workflow_no, totals]));
}

/** Counts anew who is where, after many were moved in one statement. */
export function recountPlaces(tx: Tx, workflow_no: number): void {
  tx.sql(`DELETE FROM workflow_count WHERE workflow_no = ? AND measure IN ('here', 'failed')`).run(workflow_no);
  tx.sql(
    `INSERT INTO workflow_count (workflow_no, node, measure, n)
     SELECT workflow_no, node, iif(state = 'active', 'here', 'failed'), count(*) FROM enrolment
     WHERE workflow_no = ? AND state <> 'ended' GROUP BY 2, 3`,
  ).run(workflow_no);
}
