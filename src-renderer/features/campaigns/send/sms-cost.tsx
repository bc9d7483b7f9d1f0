import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import type { Preflight } from '#shared/contract/preflight.contract.ts';
import { priceInWords, useSegmentPrice } from '../editor/sms-price.ts';
import { useFindingWords } from '../preflight/use-finding-words.ts';

interface SmsCostProps {
  id: string;
  sender_id: string | null;
  people: number;
  preflight: Preflight | undefined;
}

/** What a text message to all of them costs: by preflight once it has looked at everybody, until then by the first recipient. */
export function SmsCost({ id, sender_id, people, preflight }: SmsCostProps) {
  const { t, i18n } = useTranslation('sms');
  const say = useFindingWords();
  const price = useSegmentPrice(sender_id);
  const { data } = useQuery(api.campaigns.preview.queryOptions({ input: { id } }));
  const segments = data?.sms?.segments ?? 0;
  const known = preflight?.stale === false ? preflight.findings.find(({ code }) => code === 'sms_size') : undefined;
  if (!known && segments === 0) return null;
  const guess = price
    ? t('cost', {
        price: priceInWords(segments * people * price.amount, price.currency, i18n.language),
        count: segments,
      })
    : t('segments', { count: segments });
  return (
    <Text size="sm" className="numbers">
      {known ? say(known) : guess}
    </Text>
  );
}
