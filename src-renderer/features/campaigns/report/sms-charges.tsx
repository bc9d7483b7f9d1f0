import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CampaignStats } from '#shared/contract/campaign.contract.ts';
import { priceInWords, useSegmentPrice } from '../editor/sms-price.ts';

interface SmsChargesProps {
  sender_id: string | null;
  charges: CampaignStats['charges'];
}

/** What the service behind the text messages has counted, and what that costs: by its own word, or by the price that its owner entered. */
export function SmsCharges({ sender_id, charges }: SmsChargesProps) {
  const { t, i18n } = useTranslation('sms');
  const price = useSegmentPrice(sender_id);
  return charges.map(({ currency, segments, messages, amount }) => {
    const told = currency === '' ? null : priceInWords(amount, currency, i18n.language);
    const reckoned = price && priceInWords(segments * price.amount, price.currency, i18n.language);
    const counted = t('counted', {
      segments: t('segments', { count: segments }),
      messages: t('messages', { count: messages }),
    });
    return (
      <Text key={currency} size="sm" className="numbers">
        {counted} {told ? t('told', { price: told }) : reckoned && t('reckoned', { price: reckoned })}
      </Text>
    );
  });
}
