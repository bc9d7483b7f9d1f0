import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RenderedMessage, TemplateProblem } from '#shared/contract/campaign.contract.ts';
import { sizeOfSms } from '#shared/domain/channel/sms-segments.ts';
import { PlainBody } from './plain-body.tsx';
import { priceInWords, useSegmentPrice } from './sms-price.ts';
import type { DraftEditor } from './use-draft.ts';

interface SmsBodyProps {
  draft: DraftEditor;
  rendered: RenderedMessage | undefined;
  problems: TemplateProblem[];
}

/** A text message as its author writes it, with what it takes while it is written. */
export function SmsBody({ draft, rendered, problems }: SmsBodyProps) {
  const { t } = useTranslation('sms');
  const words = { label: t('body'), insert: t('insert') };
  const meter = <SmsMeter draft={draft} rendered={rendered} />;
  return (
    <PlainBody draft={draft} problems={problems} words={words} most={4_000} rows={8} meter={meter}>
      <Text size="xs" c="dimmed" px="sm" py={6}>
        {t('stop_hint')}
      </Text>
    </PlainBody>
  );
}

/** At once from what is typed; once the preview is there, from what its person gets: merge fields and short links are in it. */
function SmsMeter({ draft, rendered }: Pick<SmsBodyProps, 'draft' | 'rendered'>) {
  const { t, i18n } = useTranslation('sms');
  const { fields } = draft;
  const price = useSegmentPrice(fields.sender_id);
  const isChanged = /\{[{%]|https?:\/\//i.test(fields.body);
  const size = (isChanged && rendered?.sms) || sizeOfSms(fields.body.trim());
  if (size.segments === 0) return <Text size="sm">{t('nothing')}</Text>;
  return (
    <div aria-live="polite">
      <Text size="sm" className="numbers">
        <Text span fw={600}>
          {t('segments', { count: size.segments })}
        </Text>
        {` · ${size.encoding} · ${t('room', { count: size.room })}`}
        {price &&
          ` · ${t('each', { price: priceInWords(size.segments * price.amount, price.currency, i18n.language) })}`}
      </Text>
      {size.culprit !== null && (
        <Text size="xs" c="var(--mantine-color-amber-text)">
          {t('wide', { culprit: size.culprit, interpolation: { escapeValue: false } })}
        </Text>
      )}
    </div>
  );
}
