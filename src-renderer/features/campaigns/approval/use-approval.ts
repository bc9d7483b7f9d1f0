import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { isRefusal } from '#renderer/data/refusal.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Approval } from '#shared/contract/approval.contract.ts';
import { needsApproval } from '#shared/domain/approval/approval.ts';

/** Where the approval of a campaign stands, and the ways to ask for it and to give it. What others do comes by notices. */
export function useApproval(id: string) {
  const { t } = useTranslation('approval');
  const queries = useQueryClient();
  const queryKey = api.approvals.get.queryKey({ input: { id } });
  const query = useQuery(api.approvals.get.queryOptions({ input: { id } }));
  const options = (words?: string) => ({
    onSuccess(approval: Approval) {
      queries.setQueryData(queryKey, approval);
      if (words) toast.done(words);
    },
    onError(error: unknown) {
      toast.failed(error);
      if (isRefusal(error, 'STALE_REVISION', 'WRONG_STATE')) void queries.invalidateQueries({ queryKey });
    },
  });
  const ask = useMutation(api.approvals.ask.mutationOptions(options(t('asked'))));
  const withdraw = useMutation(api.approvals.withdraw.mutationOptions(options()));
  const approve = useMutation(api.approvals.approve.mutationOptions(options(t('approve_done'))));
  const changes = useMutation(api.approvals.requestChanges.mutationOptions(options(t('changes_done'))));
  const content_hash = query.data?.content_hash ?? '';
  return {
    query,
    busy: ask.isPending || withdraw.isPending || approve.isPending || changes.isPending,
    ask: (revision: number, note: string, onDone: () => void) =>
      ask.mutate({ id, revision, note }, { onSuccess: onDone }),
    withdraw: () => withdraw.mutate({ id }),
    approve: () => approve.mutate({ id, content_hash }),
    requestChanges: (comment: string, onDone: () => void) =>
      changes.mutate({ id, content_hash, comment }, { onSuccess: onDone }),
  };
}

/** What stands between a campaign and its start: nothing, a question nobody has asked yet, or an answer. */
export function stanceOf(approval: Approval | undefined, recipients: number): 'free' | 'ask' | 'waiting' {
  if (!approval || !needsApproval(approval.from_recipients, recipients)) return 'free';
  if (approval.changed.length > 0) return 'ask';
  if (approval.state === 'approved') return 'free';
  return approval.state === 'requested' ? 'waiting' : 'ask';
}
