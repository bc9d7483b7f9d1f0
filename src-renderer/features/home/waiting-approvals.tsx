import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import classes from './home.module.css';

export function useWaitingApprovals() {
  const may = useMay();
  const { data } = useQuery(api.approvals.waiting.queryOptions({ enabled: may('campaign.approve') }));
  return data?.items ?? [];
}

/** Campaigns that go out only once this person has said yes. */
export function WaitingApprovals() {
  const { t } = useTranslation('approval');
  const format = useFormat();
  const waiting = useWaitingApprovals();
  return (
    <Stack component="section" className={classes.panel} gap="xs" aria-label={t('list_title')}>
      <Title order={2}>{t('list_title')}</Title>
      <ul className={classes.campaigns}>
        {waiting.map(({ id, campaign, asked_by, asked_at, recipients, note, changed }) => (
          <li key={id}>
            <Link href={`/campaigns/${campaign.id}?panel=approval`} className={classes.campaign}>
              <Text fw={500} truncate>
                {campaign.name}
              </Text>
              <Text size="sm" c="dimmed" truncate>
                {t('list_by', { name: asked_by.name, when: format.relative(asked_at), count: recipients })}
                {note && ` · “${note}”`}
              </Text>
              {changed.length > 0 && (
                <Text size="sm" c="var(--mantine-color-amber-text)">
                  {t('list_changed')}
                </Text>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </Stack>
  );
}
