import type { Reader, Tx } from '#main/db/access.ts';
import type { Millis } from '#shared/kernel/instant.ts';

export interface RehearsalRecord<Scene> {
  id: string;
  name: string;
  scene: Scene;
  /** Nodes and ways out, in order; how it ended is the last. */
  way: string[];
  created_at: Millis;
}

export function insertRehearsal<Scene>(tx: Tx, row: RehearsalRecord<Scene> & { workflow_no: number }): void {
  tx.sql(
    `INSERT INTO workflow_rehearsal (id, workflow_no, name, scene, way, created_at)
     VALUES (@id, @workflow_no, @name, @scene, @way, @created_at)`,
  ).run({ ...row, scene: JSON.stringify(row.scene), way: JSON.stringify(row.way) });
}

export function rehearsalsOf<Scene>(reader: Reader, workflow_no: number): RehearsalRecord<Scene>[] {
  return reader
    .sql<Omit<RehearsalRecord<Scene>, 'scene' | 'way'> & { scene: string; way: string }>(
      'SELECT id, name, scene, way, created_at FROM workflow_rehearsal WHERE workflow_no = ? ORDER BY no',
    )
    .all(workflow_no)
    .map(({ scene, way, ...row }) => ({ ...row, scene: JSON.parse(scene) as Scene, way: JSON.parse(way) as string[] }));
}

export function deleteRehearsal(tx: Tx, workflow_no: number, id: string): void {
  tx.sql('DELETE FROM workflow_rehearsal WHERE workflow_no = ? AND id = ?').run(workflow_no, id);
}
