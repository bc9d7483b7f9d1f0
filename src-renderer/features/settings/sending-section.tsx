import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { DomainRulesForm } from './domain-rules-form.tsx';
import { SendingForm } from './sending-form.tsx';

/** What holds for everything that leaves, whichever sender it goes through. */
export function SendingSection() {
  const { data, error, refetch } = useQuery(api.sendingRules.get.queryOptions());
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <LoadingRows />;
  return (
    <Stack gap="xl">
      <SendingForm rules={data} />
      <DomainRulesForm rules={data} />
    </Stack>
  );
}
