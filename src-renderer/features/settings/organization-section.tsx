import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { LinkTagRulesForm } from './link-tag-rules-form.tsx';
import { LinkTagsForm } from './link-tags-form.tsx';
import { OrganizationForm } from './organization-form.tsx';
import { TrackingForm } from './tracking-form.tsx';

export function OrganizationSection() {
  const { data, error, refetch } = useQuery(api.organization.get.queryOptions());
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <LoadingRows />;
  return (
    <Stack gap="xl">
      <OrganizationForm organization={data} />
      <TrackingForm organization={data} />
      <LinkTagsForm organization={data} />
      <LinkTagRulesForm organization={data} />
    </Stack>
  );
}
