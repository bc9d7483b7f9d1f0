import { Fieldset, NumberInput, SimpleGrid } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { RateFields } from './rate-fields.tsx';
import type { SenderValues } from './sender-values.ts';

/** @param lines whether it works over several lines at once */
export function SenderLimits({ form, lines }: { form: UseFormReturnType<SenderValues>; lines: boolean }) {
  const { t } = useTranslation('settings');
  return (
    <Fieldset legend={t('sender.limits')}>
      <SimpleGrid cols={2} spacing="md">
        <RateFields getInputProps={form.getInputProps} />
        {lines && (
          <NumberInput
            label={t('sender.max_connections')}
            min={1}
            max={100}
            allowDecimal={false}
            required
            {...form.getInputProps('max_connections')}
          />
        )}
      </SimpleGrid>
    </Fieldset>
  );
}
