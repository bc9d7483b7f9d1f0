import { Button, Checkbox, Chip, Fieldset, Group, Input, NumberInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import type { TimingRules } from '#shared/contract/timing.contract.ts';
import { EVERY_DAY } from '#shared/domain/timing/quiet-hours.ts';
import { SectionHead } from '../section-head.tsx';
import classes from '../settings.module.css';

const DAY_NAMES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** When people may be written to, how often, and what happens to a start that was missed. */
export function TimingSection() {
  const { data, error, refetch } = useQuery(api.timing.rules.queryOptions());
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <LoadingRows />;
  return <TimingForm rules={data} />;
}

interface Values {
  has_hours: boolean;
  from: string;
  to: string;
  days: string[];
  has_cap: boolean;
  cap_messages: number;
  cap_days: number;
  late_minutes: number;
}

function valuesOf({ quiet, cap_messages, cap_days, late_minutes }: TimingRules): Values {
  return {
    has_hours: Boolean(quiet?.hours),
    from: quiet?.hours?.from ?? '21:00',
    to: quiet?.hours?.to ?? '08:00',
    days: (quiet?.days ?? EVERY_DAY).map(String),
    has_cap: cap_messages !== null,
    cap_messages: cap_messages ?? 3,
    cap_days: cap_days ?? 7,
    late_minutes,
  };
}

function rulesOf({ has_hours, from, to, days, has_cap, ...values }: Values): Omit<TimingRules, 'revision'> {
  const all = days.map(Number).sort();
  const quiet = { hours: has_hours ? { from, to } : null, days: all };
  return {
    quiet: has_hours || all.length < EVERY_DAY.length ? quiet : null,
    cap_messages: has_cap ? values.cap_messages : null,
    cap_days: has_cap ? values.cap_days : null,
    late_minutes: values.late_minutes,
  };
}

function TimingForm({ rules }: { rules: TimingRules }) {
  const { t } = useTranslation(['timing', 'common', 'settings']);
  const writes = useMay()('organization.write');
  const queries = useQueryClient();
  const { form, revision } = useRecordForm(rules, valuesOf(rules));
  const { has_hours, has_cap, days } = form.getValues();
  const save = useMutation(
    api.timing.changeRules.mutationOptions({
      onSuccess(saved) {
        queries.setQueryData(api.timing.rules.queryKey(), saved);
        toast.done(t('rules.saved'));
      },
      onError: (error) => showFormError(form, error),
    }),
  );
  const number = { allowDecimal: false, clampBehavior: 'strict', required: true, w: 140 } as const;
  return (
    <section>
      <SectionHead title={t('settings:section.timing')} text={t('rules.text')} />
      <form
        className={classes.panel}
        onSubmit={form.onSubmit((values) => save.mutate({ ...rulesOf(values), revision }))}
      >
        <Fieldset variant="unstyled" disabled={!writes}>
          <Stack gap="lg" className={classes.form}>
            <Stack gap="xs">
              <Checkbox label={t('rules.has_hours')} {...form.getInputProps('has_hours', { type: 'checkbox' })} />
              {has_hours && (
                <Group gap="sm">
                  <TextInput type="time" label={t('rules.from')} required {...form.getInputProps('from')} />
                  <TextInput type="time" label={t('rules.to')} required {...form.getInputProps('to')} />
                </Group>
              )}
            </Stack>
            <Input.Wrapper
              label={t('rules.days')}
              description={t('rules.days_hint')}
              error={days.length === 0 && t('rules.no_day')}
            >
              <Chip.Group multiple value={days} onChange={(next) => form.setFieldValue('days', next)}>
                <Group gap={6} mt={6} role="group" aria-label={t('rules.days')}>
                  {DAY_NAMES.map((day, index) => (
                    <Chip key={day} value={String(index + 1)} size="xs">
                      {t(`weekday.${day}`)}
                    </Chip>
                  ))}
                </Group>
              </Chip.Group>
            </Input.Wrapper>
            <Stack gap="xs">
              <Checkbox label={t('rules.has_cap')} {...form.getInputProps('has_cap', { type: 'checkbox' })} />
              {has_cap && (
                <Group gap="sm">
                  <NumberInput
                    label={t('rules.cap_messages')}
                    min={1}
                    max={1_000}
                    {...number}
                    {...form.getInputProps('cap_messages')}
                  />
                  <NumberInput
                    label={t('rules.cap_days')}
                    min={1}
                    max={365}
                    {...number}
                    {...form.getInputProps('cap_days')}
                  />
                </Group>
              )}
            </Stack>
            <NumberInput
              label={t('rules.late_minutes')}
              description={t('rules.late_minutes_hint')}
              min={0}
              max={10_080}
              {...number}
              w="100%"
              {...form.getInputProps('late_minutes')}
            />
            <Group>
              <Button type="submit" loading={save.isPending} disabled={!form.isDirty() || days.length === 0}>
                {t('common:save')}
              </Button>
            </Group>
          </Stack>
        </Fieldset>
      </form>
    </section>
  );
}
