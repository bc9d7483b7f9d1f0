import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '#renderer/ui/format-instant.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import { spanOfLocalTime } from '#shared/domain/timing/send-timing.ts';

/** Why not everybody gets it at once: each at their own time, or spread. */
export function TimingNote({ campaign: { timing, state } }: { campaign: Campaign }) {
  const { t } = useTranslation('timing');
  const { locale, timezone } = useFormat();
  const { recipient_local, spread_minutes } = timing;
  const span = recipient_local && spanOfLocalTime(recipient_local.local);
  if (state === 'sent' || state === 'cancelled' || state === 'failed') return null;
  return (
    <>
      {recipient_local && span && (
        <Text size="sm" c="dimmed">
          {t('wave', {
            time: recipient_local.local.slice(11),
            from: formatInstant(locale, timezone, span.first, 'minute'),
            to: formatInstant(locale, timezone, span.last, 'minute'),
            zone: timezone,
          })}
        </Text>
      )}
      {spread_minutes !== null && (
        <Text size="sm" c="dimmed">
          {t('spread_words', { count: spread_minutes })}
        </Text>
      )}
    </>
  );
}
