import { NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { SPANS } from './limits-in-words.ts';

interface RateFieldsProps {
  getInputProps(path: string): object;
}

/** How many messages in each span; an empty field is no limit. */
export function RateFields({ getInputProps }: RateFieldsProps) {
  const { t } = useTranslation('settings');
  return SPANS.map((span) => (
    <NumberInput
      key={span}
      label={t(`sender.${span}`)}
      placeholder={t('sender.no_limit_short')}
      min={1}
      max={10_000_000}
      allowDecimal={false}
      thousandSeparator
      hideControls
      {...getInputProps(`rate.${span}`)}
    />
  ));
}
