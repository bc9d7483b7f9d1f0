import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';

type Deed = 'retry' | 'skip' | 'end';

/** One decision about all who can't go on, at one node or at all; absent where nobody may decide. */
export function DecideAll({ workflow_id, node }: { workflow_id: string; node: string | undefined }) {
  const { t } = useTranslation('workflow');
  const may = useMay();
  const queries = useQueryClient();
  const decide = useMutation({
    mutationFn: (deed: Deed) => decideAboutAll({ id: workflow_id, node, deed }),
    onSuccess(count) {
      toast.done(t('all.done', { count }));
      return queries.invalidateQueries({ queryKey: api.workflows.key() });
    },
    onError: toast.failed,
  });
  if (!may('workflow.publish')) return null;
  const ask = (deed: 'skip' | 'end') =>
    confirm({
      title: t(`all.${deed}_title`),
      body: t(`all.${deed}_what`),
      action: t(`all.${deed}`),
      danger: true,
      onConfirm: () => decide.mutate(deed),
    });
  return (
    <Group gap="xs" component="section" aria-label={t('all.title')}>
      <Text size="sm">{t('all.title')}</Text>
      <Button variant="default" size="xs" loading={decide.isPending} onClick={() => decide.mutate('retry')}>
        {t('all.retry')}
      </Button>
      <Button variant="default" size="xs" disabled={decide.isPending} onClick={() => ask('skip')}>
        {t('all.skip')}
      </Button>
      <Button variant="default" size="xs" disabled={decide.isPending} onClick={() => ask('end')}>
        {t('all.end')}
      </Button>
    </Group>
  );
}

/** Each call decides about some. Whoever fails again meanwhile is not among those who were meant. */
async function decideAboutAll(about: { id: string; node: string | undefined; deed: Deed }): Promise<number> {
  let sum = 0;
  let meant = Number.POSITIVE_INFINITY;
  while (sum < meant) {
    const { decided, left } = await client.workflows.decideAll(about);
    meant = Math.min(meant, decided + left);
    sum += decided;
    if (decided === 0) break;
  }
  return sum;
}
