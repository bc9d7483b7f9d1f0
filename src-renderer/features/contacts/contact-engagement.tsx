import { Anchor, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ContactEngagement as Engagement } from '#shared/contract/contact.contract.ts';

/** How much somebody does with what they get, and what makes it so. */
export function ContactEngagement({ id }: { id: string }) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  const { data } = useQuery(api.contacts.engagement.queryOptions({ input: { id } }));
  if (!data) return null;
  const { score, opened, clicked, last_at, deeds, kept } = data;
  return (
    <Paper withBorder p="lg" component="section" aria-label={t('engagement.title')}>
      <Title order={2} mb="xs">
        {t('engagement.title')}
      </Title>
      <Group gap={6} align="baseline">
        <Text fz={28} lh="32px" fw={600} className="numbers">
          {format.number(score)}
        </Text>
        <Text c="dimmed">{t('engagement.of')}</Text>
      </Group>
      <Text size="sm" mt={4}>
        {last_at === null
          ? t('engagement.never')
          : `${t('engagement.opened', { count: opened })} ${t('engagement.clicked', { count: clicked })} ${t('engagement.last', { when: format.relative(last_at) })}`}
      </Text>
      {kept !== 'full' && (
        <Text size="sm" c="var(--mantine-color-amber-text)" mt={4}>
          {t('engagement.unknown')}
        </Text>
      )}
      {deeds.length > 0 && <Deeds deeds={deeds} />}
      <Text size="xs" c="dimmed" mt="sm">
        {t('engagement.how')}
      </Text>
    </Paper>
  );
}

function Deeds({ deeds }: Pick<Engagement, 'deeds'>) {
  const { t } = useTranslation('contacts');
  const format = useFormat();
  return (
    <>
      <Text size="sm" c="dimmed" mt="sm" mb={4}>
        {t('engagement.most')}
      </Text>
      <Stack component="ul" gap={4} m={0} p={0} style={{ listStyle: 'none' }}>
        {deeds.map(({ kind, campaign_id, campaign, at, points }) => (
          <Group component="li" key={`${kind} ${at}`} gap="xs" wrap="nowrap">
            <Text span size="sm" truncate flex={1}>
              {t(`engagement.${kind}`)}{' '}
              {campaign_id === null ? (
                t('engagement.no_campaign')
              ) : (
                <Anchor component={Link} href={`/campaigns/${campaign_id}`} inherit>
                  {campaign}
                </Anchor>
              )}
            </Text>
            <Text span size="xs" c="dimmed">
              {format.instant(at, 'date')}
            </Text>
            <Text span size="sm" className="numbers" miw={72} ta="end">
              {t('engagement.points', { count: Math.round(points * 10) / 10 })}
            </Text>
          </Group>
        ))}
      </Stack>
    </>
  );
}
