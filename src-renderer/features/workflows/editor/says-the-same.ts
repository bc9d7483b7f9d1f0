import type { Workflow } from '#shared/contract/workflow.contract.ts';
import type { WorkflowGraph } from '#shared/domain/workflow/workflow-graph.ts';

/** What a workflow is called. */
export interface Words {
  name: string;
  description: string;
}

/** Whether only the revision is another, such as after publishing: the drawing and what it is called are not. */
export function saysTheSame(
  { name, description, draft }: Pick<Workflow, 'name' | 'description' | 'draft'>,
  { graph, words }: { graph: WorkflowGraph; words: Words },
): boolean {
  return (
    name === words.name.trim() &&
    description === words.description.trim() &&
    JSON.stringify(draft) === JSON.stringify(graph)
  );
}
