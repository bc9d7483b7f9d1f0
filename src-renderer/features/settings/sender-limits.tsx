import { Fieldset, NumberInput, SimpleGrid } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { SPANS } from './limits-in-words.ts';
import type { SenderValues } from './sender-values.ts';

export function SenderLimits({ form }: { form: UseFormReturnType<SenderValues> }) {
  const { t } = useTranslation('settings');
  return (
    <Fieldset legend={t('sender.limits')}>
      <SimpleGrid cols={2} spacing="md">
        {SPANS.map((span) => (
          <NumberInput
            key={span}
            label={t(`sender.${span}`)}
            placeholder={t('sender.no_limit_short')}
            min={1}
            max={10_000_000}
            allowDecimal={false}
            thousandSeparator
            hideControls
            {...form.getInputProps(`rate.${span}`)}
          />
        ))}
        <NumberInput
          label={t('sender.max_connections')}
          min={1}
          max={100}
          allowDecimal={false}
          required
          {...form.getInputProps('max_connections')}
        />
      </SimpleGrid>
    </Fieldset>
  );
}
