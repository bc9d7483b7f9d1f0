import { Alert, SimpleGrid, Stack } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatTile } from '#renderer/ui/stat-tile.tsx';
import { SectionHead } from '../section-head.tsx';

interface RateTilesProps {
  health: {
    days: number;
    rates: { sent: number; hard_bounced: number; complained: number };
    complaint_alarm: 'fine' | 'warning' | 'danger';
    bounce_alarm: 'fine' | 'warning' | 'danger';
  };
}

export function RateTiles({ health: { days, rates, complaint_alarm, bounce_alarm } }: RateTilesProps) {
  const { t } = useTranslation('sending_health');
  return (
    <section>
      <SectionHead title={t('rates_title', { days })} text={t('rates_text')} />
      <Stack gap="sm">
        {complaint_alarm !== 'fine' && (
          <Alert
            color={complaint_alarm === 'danger' ? 'red' : 'amber'}
            icon={<IconAlertTriangle size={18} aria-hidden />}
            title={t('complaints')}
          >
            {t(`alarm.complaints_${complaint_alarm}`)}
          </Alert>
        )}
        {bounce_alarm !== 'fine' && (
          <Alert
            color={bounce_alarm === 'danger' ? 'red' : 'amber'}
            icon={<IconAlertTriangle size={18} aria-hidden />}
            title={t('hard')}
          >
            {t(`alarm.hard_${bounce_alarm}`)}
          </Alert>
        )}
        <SimpleGrid cols={3}>
          <StatTile label={t('sent')} value={rates.sent} />
          <StatTile label={t('complaints')} value={rates.complained} base={rates.sent} />
          <StatTile label={t('hard')} value={rates.hard_bounced} base={rates.sent} />
        </SimpleGrid>
      </Stack>
    </section>
  );
}
