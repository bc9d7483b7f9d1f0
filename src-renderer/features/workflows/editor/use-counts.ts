import { useQuery } from '@tanstack/react-query';
import { api } from '#renderer/data/client.ts';
import type { Workflow, WorkflowCounts } from '#shared/contract/workflow.contract.ts';

/** Who is where now; undefined until something was published. They change all the time: asked for where they are shown, and no higher. */
export function useCounts({ id, state }: Pick<Workflow, 'id' | 'state'>): WorkflowCounts | undefined {
  const asked = api.workflows.counts.queryOptions({ input: { id } });
  return useQuery({ ...asked, enabled: state !== 'draft' }).data;
}
