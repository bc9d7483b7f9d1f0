import { Paper, Select, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { TRACKING_CHOICES } from '#shared/domain/tracking/tracking-choice.ts';

/** What is kept of somebody's opens and clicks. A change is kept at once. */
export function ContactTracking({ id }: { id: string }) {
  const { t } = useTranslation('insights');
  const may = useMay();
  const queries = useQueryClient();
  const { data } = useQuery(api.contacts.tracking.queryOptions({ input: { id } }));
  const { mutate, isPending } = useMutation(
    api.contacts.chooseTracking.mutationOptions({
      onSuccess: (choice) => queries.setQueryData(api.contacts.tracking.queryKey({ input: { id } }), choice),
      onError: toast.failed,
    }),
  );
  return (
    <Paper withBorder p="lg" component="section" aria-label={t('tracking.title')}>
      <Title order={2} mb="xs">
        {t('tracking.title')}
      </Title>
      <Select
        label={t('tracking.label')}
        description={t('tracking.hint')}
        allowDeselect={false}
        readOnly={!may('contact.write')}
        disabled={!data || isPending}
        value={data?.choice ?? null}
        data={TRACKING_CHOICES.map((value) => ({ value, label: t(`tracking.${value}`) }))}
        onChange={(value) => {
          const choice = TRACKING_CHOICES.find((one) => one === value);
          if (choice) mutate({ id, choice });
        }}
      />
    </Paper>
  );
}
