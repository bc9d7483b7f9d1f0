import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { api } from '#renderer/data/client.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Preflight } from '#shared/contract/preflight.contract.ts';

/** The last look at a campaign and the ways to begin and stop one. Progress comes by notices. */
export function usePreflight(id: string) {
  const queries = useQueryClient();
  const query = useQuery(api.preflight.get.queryOptions({ input: { id } }));
  const options = {
    onSuccess: (preflight: Preflight) => queries.setQueryData(api.preflight.get.queryKey({ input: { id } }), preflight),
    onError: toast.failed,
  };
  const start = useMutation(api.preflight.start.mutationOptions(options));
  const cancel = useMutation(api.preflight.cancel.mutationOptions(options));
  const state = query.data?.state ?? 'never';
  return {
    query,
    /** A look is about to begin or goes on. One that can't begin holds nobody up. */
    pending: !query.isError && !start.isError && (start.isPending || state === 'never' || state === 'running'),
    busy: start.isPending || cancel.isPending,
    start: () => start.mutate({ id }),
    cancel: () => cancel.mutate({ id }),
  };
}

/** Errors and warnings of a look that is over and still holds. */
export function verdictOf(preflight: Preflight | undefined): { errors: number; warnings: number } | null {
  if (preflight?.state !== 'done' || preflight.stale) return null;
  const count = (level: string) => preflight.findings.filter((finding) => finding.level === level).length;
  return { errors: count('error'), warnings: count('warning') };
}
