import { Alert, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconInfoCircle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { LEAST_MESSAGES, QUIET_DAYS, QUIET_KINDS } from '#shared/domain/segment/quiet-rule.ts';
import { QuietCard } from './quiet-card.tsx';

const USUAL_DAYS = 180;

/** Who gets messages and does nothing with them, by what may be behind it. It suggests, and leaves the rest to people. */
export default function QuietScreen() {
  const { t } = useTranslation('contacts');
  const [query, setQuery] = useSearchParams();
  const days = QUIET_DAYS.find((one) => String(one) === query.get('days')) ?? USUAL_DAYS;
  const { data: organization } = useQuery(api.organization.get.queryOptions());
  const untracked = organization && (organization.tracking.anonymous || !organization.tracking.opens);
  return (
    <Screen>
      <PageHeader
        back={{ href: '/contacts', label: t('title') }}
        title={t('quiet.title')}
        description={t('quiet.text')}
        actions={
          <>
            <Text size="sm" c="dimmed" id="quiet-days">
              {t('quiet.days')}
            </Text>
            <SegmentedControl
              aria-labelledby="quiet-days"
              value={String(days)}
              onChange={(next) => setQuery({ days: next }, { replace: true })}
              data={QUIET_DAYS.map((one) => ({ value: String(one), label: t('quiet.day_count', { count: one }) }))}
            />
          </>
        }
      />
      <Stack gap="md" maw={960}>
        {untracked && (
          <Alert color="amber" icon={<IconInfoCircle size={18} aria-hidden />}>
            {t('quiet.untracked')}
          </Alert>
        )}
        {QUIET_KINDS.map((kind) => (
          <QuietCard key={kind} kind={kind} days={days} />
        ))}
        <Text size="sm" c="dimmed">
          {t('quiet.least', { count: LEAST_MESSAGES })}
        </Text>
      </Stack>
    </Screen>
  );
}
