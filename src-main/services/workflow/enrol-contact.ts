import type { Tx } from '#main/db/access.ts';
import type { IdSource } from '#main/platform/id-source.ts';
import { entriesOf, insertEnrolment } from '#main/repositories/workflow/enrolment.repo.ts';
import type { CountChanges } from '#main/repositories/workflow/workflow-count.repo.ts';
import type { WorkflowSettings } from '#shared/domain/workflow/workflow-graph.ts';
import { DAY, type Millis } from '#shared/kernel/instant.ts';

/** Workflows that start one another go no further than this. */
export const DEEPEST = 10;

export interface Entry {
  workflow_no: number;
  version_no: number;
  settings: WorkflowSettings;
  node: string;
  contact_no: number;
  at: Millis;
  depth?: number;
}

/** Why somebody does not enter. */
export type EntryObstacle = 'inside' | 'been_before' | 'too_soon' | 'too_deep';

/** Lets a contact enter, if the rules of re-entry allow it. @returns null when they have entered */
export function enrolContact(
  tx: Tx,
  { ids, counts }: { ids: IdSource; counts: CountChanges },
  entry: Entry,
): EntryObstacle | null {
  const { settings, node, at, depth = 0, ...keys } = entry;
  const obstacle = depth > DEEPEST ? 'too_deep' : entryObstacle(tx, entry);
  if (obstacle) return obstacle;
  insertEnrolment(tx, { id: ids.id(), node, at, depth, ...keys });
  counts.add(entry.workflow_no, '', 'entered');
  counts.add(entry.workflow_no, node, 'here');
  return null;
}

function entryObstacle(tx: Tx, { settings, workflow_no, contact_no, at }: Entry): EntryObstacle | null {
  if (settings.reentry === 'parallel') return null;
  const { inside, last } = entriesOf(tx, workflow_no, contact_no);
  if (inside) return 'inside';
  if (settings.reentry === 'always' || last === null) return null;
  if (settings.reentry === 'never') return 'been_before';
  return at - last < settings.reentry_days * DAY ? 'too_soon' : null;
}
