import { Fieldset, NumberInput, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import type { SenderValues } from './sender-values.ts';
import { WarmUpChart } from './warm-up-chart.tsx';
import { firstRamp, warmUpOf } from './warm-up-values.ts';

/** How much a new server may send on which day. */
export function WarmUpFields({ form, today }: { form: UseFormReturnType<SenderValues>; today: string }) {
  const { t } = useTranslation('sending');
  const { warm_up } = form.getValues();
  const ramp = warm_up && warmUpOf(warm_up);
  return (
    <Fieldset legend={t('warm_up.title')}>
      <Stack gap="md">
        <Switch
          label={t('warm_up.on')}
          description={t('warm_up.hint')}
          checked={warm_up !== null}
          onChange={({ currentTarget }) =>
            form.setFieldValue('warm_up', currentTarget.checked ? firstRamp(today) : null)
          }
        />
        {warm_up && (
          <SimpleGrid cols={2} spacing="md">
            <TextInput type="date" label={t('warm_up.start_on')} required {...form.getInputProps('warm_up.start_on')} />
            <Count form={form} field="first_day" />
            <NumberInput
              label={t('warm_up.growth_percent')}
              suffix=" %"
              min={0}
              max={500}
              hideControls
              required
              {...form.getInputProps('warm_up.growth_percent')}
            />
            <Count form={form} field="ceiling" />
          </SimpleGrid>
        )}
        {ramp && <WarmUpChart warmUp={ramp} today={today} />}
      </Stack>
    </Fieldset>
  );
}

function Count({ form, field }: { form: UseFormReturnType<SenderValues>; field: 'first_day' | 'ceiling' }) {
  const { t } = useTranslation('sending');
  return (
    <NumberInput
      label={t(`warm_up.${field}`)}
      min={1}
      max={10_000_000}
      allowDecimal={false}
      thousandSeparator
      hideControls
      required
      {...form.getInputProps(`warm_up.${field}`)}
    />
  );
}
