import { create } from 'zustand';
import type { WorkflowEdge, WorkflowNode } from '#shared/domain/workflow/workflow-graph.ts';

export interface CopiedNodes {
  nodes: readonly WorkflowNode[];
  /** Those between the nodes. */
  edges: readonly WorkflowEdge[];
}

/** What was copied last, so that it can be put into another workflow as well. */
export const useCopiedNodes = create<CopiedNodes>(() => ({ nodes: [], edges: [] }));
