import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { isRefusal } from '#renderer/data/refusal.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import type { DraftEditor } from '../editor/use-draft.ts';
import { type SendTime, timingOf } from './send-time.ts';

/** Saves what is left, then sends or schedules exactly that revision. */
export function useSend(draft: DraftEditor, onDone: () => void) {
  const { t } = useTranslation('campaign');
  const format = useFormat();
  const queries = useQueryClient();
  const { id } = draft.base;
  const options = {
    onSuccess(campaign: Campaign) {
      onDone();
      queries.setQueryData(api.campaigns.get.queryKey({ input: { id } }), campaign);
      if (campaign.schedule) toast.done(t('done.scheduled', { when: format.instant(campaign.schedule.at, 'minute') }));
    },
    onError(error: unknown) {
      // Somebody else has sent or changed it: the screen should show what it is now.
      if (isRefusal(error, 'WRONG_STATE', 'STALE_REVISION', 'NOT_FOUND')) {
        void queries.invalidateQueries({ queryKey: api.campaigns.get.key({ input: { id } }) });
      }
    },
  };
  const send = useMutation(api.campaigns.send.mutationOptions(options));
  const schedule = useMutation(api.campaigns.schedule.mutationOptions(options));
  return {
    busy: send.isPending || schedule.isPending,
    error: send.error ?? schedule.error,
    reset() {
      send.reset();
      schedule.reset();
    },
    async start(time: SendTime) {
      send.reset();
      schedule.reset();
      if (!(await draft.flush())) return;
      const { revision } = draft.getState().base;
      const timing = timingOf(time);
      const { local, timezone } = time;
      if (time.when === 'now') send.mutate({ id, revision, hold: true, timing });
      else schedule.mutate({ id, revision, local, timezone, timing });
    },
  };
}
