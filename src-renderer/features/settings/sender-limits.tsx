import { Fieldset, NumberInput, SimpleGrid } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { RateFields } from './rate-fields.tsx';
import type { SenderValues } from './sender-values.ts';

export function SenderLimits({ form }: { form: UseFormReturnType<SenderValues> }) {
  const { t } = useTranslation('settings');
  return (
    <Fieldset legend={t('sender.limits')}>
      <SimpleGrid cols={2} spacing="md">
        <RateFields getInputProps={form.getInputProps} />
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
