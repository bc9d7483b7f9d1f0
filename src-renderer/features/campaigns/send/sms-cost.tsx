import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { priceInWords, useSegmentPrice } from '../editor/sms-price.ts';

interface SmsCostProps {
  id: string;
  sender_id: string | null;
  people: number;
}

/** What a text message to all of them costs, as far as its first recipient can tell. */
export function SmsCost({ id, sender_id, people }: SmsCostProps) {
  const { t, i18n } = useTranslation('sms');
  const price = useSegmentPrice(sender_id);
  const { data } = useQuery(api.campaigns.preview.queryOptions({ input: { id } }));
  const segments = data?.sms?.segments ?? 0;
  if (segments === 0) return null;
  return (
    <Text size="sm" className="numbers">
      {price
        ? t('cost', {
            price: priceInWords(segments * people * price.amount, price.currency, i18n.language),
            count: segments,
          })
        : t('segments', { count: segments })}
    </Text>
  );
}
