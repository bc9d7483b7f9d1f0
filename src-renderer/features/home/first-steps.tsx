import { Button, Group, Text, Title } from '@mantine/core';
import { IconCircleCheckFilled } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { HomeSummary } from '#shared/contract/report.contract.ts';
import classes from './home.module.css';

/** What leads from nothing to the first campaign; it goes when that has been sent. */
export function FirstSteps({ summary }: { summary: HomeSummary }) {
  const { t } = useTranslation('home');
  const may = useMay();
  const sample = useMutation(api.system.loadSample.mutationOptions({ onError: toast.failed }));
  const shown = may('campaign.write') && !hasSent(summary);
  const drafts = useQuery({
    ...api.campaigns.list.queryOptions({ input: { state: 'draft', limit: 1 } }),
    enabled: shown,
  });
  if (!shown) return null;
  const draft = drafts.data?.items[0];
  const steps = [
    { id: 'people', href: '/imports/new', done: summary.contacts > 0 },
    { id: 'write', href: draft ? `/campaigns/${draft.id}` : '/campaigns/new', done: false },
    { id: 'look', href: '/mailbox', done: false },
  ] as const;
  const next = steps.find(({ done }) => !done)?.id;
  return (
    <section aria-labelledby="first-steps">
      <Title order={2} id="first-steps" mb="xs">
        {t('first.title')}
      </Title>
      <ol className={classes.steps}>
        {steps.map(({ id, href, done }, index) => (
          <li key={id} className={classes.step} data-done={done || undefined}>
            <Group gap={8}>
              {done ? (
                <IconCircleCheckFilled size={20} color="var(--mantine-color-green-text)" aria-label={t('first.done')} />
              ) : (
                <Text c="dimmed" fw={600} className="numbers" w={20} ta="center">
                  {index + 1}
                </Text>
              )}
              <Text fw={500}>{t(`first.${id}`)}</Text>
            </Group>
            <Text size="sm" c="dimmed" flex={1}>
              {id === 'write' && draft ? t('first.write_draft', { name: draft.name }) : t(`first.${id}_text`)}
            </Text>
            <Button component={Link} href={href} variant={id === next ? 'light' : 'default'} w="fit-content" size="xs">
              {id === 'write' && draft ? t('first.write_draft_action') : t(`first.${id}_action`)}
            </Button>
          </li>
        ))}
      </ol>
      {summary.contacts === 0 && may('contact.import') && (
        <Group gap="xs" mt="sm">
          <Text size="sm" c="dimmed">
            {t('first.sample')}
          </Text>
          <Button variant="subtle" size="compact-sm" loading={sample.isPending} onClick={() => sample.mutate({})}>
            {t('first.sample_action')}
          </Button>
        </Group>
      )}
    </section>
  );
}

function hasSent({ sent, running, recent }: HomeSummary): boolean {
  return sent > 0 || running.length > 0 || recent.length > 0;
}
