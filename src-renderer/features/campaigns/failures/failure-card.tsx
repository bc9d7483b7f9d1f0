import { Button, Group, Paper, Text, Title } from '@mantine/core';
import { IconRefresh, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { FailureGroup } from '#shared/contract/failure.contract.ts';
import { REMEDIES } from '#shared/domain/delivery/failure-cause.ts';
import { FailureList } from './failure-list.tsx';
import classes from './failures.module.css';
import { useFailureActions } from './use-failure-actions.ts';

interface FailureCardProps {
  group: FailureGroup;
  opened: boolean;
  onToggle(): void;
}

/** One cause: how many, what helps, and the likely thing to do first. */
export function FailureCard({ group, opened, onToggle }: FailureCardProps) {
  const { t } = useTranslation('failures');
  const format = useFormat();
  const may = useMay();
  const { cause, count, campaigns, latest_at, example } = group;
  const actions = useFailureActions({ cause }, count, cause);
  const facts = [
    t('count', { count }),
    t('campaigns', { count: campaigns }),
    t('latest', { when: format.instant(latest_at) }),
  ];
  return (
    <Paper component="article" withBorder radius="md" p="md" aria-label={t(`cause.${cause}`)}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" gap="md">
        <div className={classes.words}>
          <Title order={2} size="h4">
            {t(`cause.${cause}`)}
          </Title>
          <Text size="sm" c="dimmed" className="numbers">
            {facts.join(' · ')}
          </Text>
          <Text size="sm" mt={6} maw={640}>
            {t(`advice.${cause}`)}
          </Text>
          {example && (
            <Text size="sm" c="dimmed" mt={6}>
              {t('said')}: <span className={classes.said}>{example}</span>
            </Text>
          )}
        </div>
        <Group gap="xs" wrap="nowrap">
          <Button size="xs" variant="default" onClick={onToggle} aria-expanded={opened}>
            {t(opened ? 'hide' : 'show')}
          </Button>
          {may('campaign.send') && (
            <>
              <Button
                size="xs"
                variant={REMEDIES[cause] === 'discard' ? 'default' : 'light'}
                leftSection={<IconRefresh size={16} aria-hidden />}
                loading={actions.busy}
                onClick={actions.retry}
              >
                {t('retry')}
              </Button>
              <Button
                size="xs"
                variant={REMEDIES[cause] === 'discard' ? 'light' : 'default'}
                leftSection={<IconTrash size={16} aria-hidden />}
                loading={actions.busy}
                onClick={actions.discard}
              >
                {t('discard')}
              </Button>
            </>
          )}
        </Group>
      </Group>
      {opened && <FailureList cause={cause} />}
    </Paper>
  );
}
