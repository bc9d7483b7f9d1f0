import type { WorkflowNode } from '#shared/domain/workflow/workflow-graph.ts';

/** The first id of this kind of node that none has. */
export function freeId(type: string, taken: readonly WorkflowNode[]): string {
  const ids = new Set(taken.map(({ id }) => id));
  for (let number = 1; ; number++) if (!ids.has(`${type}_${number}`)) return `${type}_${number}`;
}
