import { Button, Fieldset, Group, NumberInput, SimpleGrid, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import type { SendingRules } from '#shared/contract/sending-rules.contract.ts';
import { RateFields } from './rate-fields.tsx';
import { rateOf, rateValuesOf } from './rate-values.ts';
import { SectionHead } from './section-head.tsx';
import classes from './settings.module.css';
import { useSaveSendingRules } from './use-save-sending-rules.ts';

/** The time to take a send back, and how much all senders together may send. */
export function SendingForm({ rules }: { rules: SendingRules }) {
  const { t } = useTranslation(['sending', 'common']);
  const writes = useMay()('sender.write');
  const { undo_seconds, rate } = rules;
  const { form, revision } = useRecordForm(rules, { undo_seconds, rate: rateValuesOf(rate) });
  const save = useSaveSendingRules(form);
  const submit = form.onSubmit((values) =>
    save.mutate({ revision, undo_seconds: values.undo_seconds, rate: rateOf(values.rate) }),
  );
  return (
    <section>
      <SectionHead title={t('title')} text={t('text')} />
      <form className={classes.panel} onSubmit={submit}>
        <Fieldset variant="unstyled" disabled={!writes}>
          <Stack gap="md" className={classes.form}>
            <NumberInput
              label={t('undo_seconds')}
              description={t('undo_seconds_hint')}
              min={0}
              max={600}
              allowDecimal={false}
              clampBehavior="strict"
              required
              {...form.getInputProps('undo_seconds')}
            />
            <Fieldset legend={t('total')}>
              <SimpleGrid cols={2} spacing="md">
                <RateFields getInputProps={form.getInputProps} />
              </SimpleGrid>
            </Fieldset>
            <Group>
              <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                {t('common:save')}
              </Button>
            </Group>
          </Stack>
        </Fieldset>
      </form>
    </section>
  );
}
