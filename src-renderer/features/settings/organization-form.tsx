import { Button, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TimezoneSelect } from '#renderer/ui/timezone-select.tsx';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import type { Organization } from '#shared/contract/organization.contract.ts';
import { SectionHead } from './section-head.tsx';
import classes from './settings.module.css';
import { useSaveOrganization } from './use-save-organization.ts';

export function OrganizationForm({ organization }: { organization: Organization }) {
  const { t } = useTranslation(['settings', 'common']);
  const { name, timezone, locale, bin_days } = organization;
  const { form, revision } = useRecordForm(organization, { name, timezone, locale, bin_days });
  const save = useSaveOrganization(form);
  return (
    <section>
      <SectionHead title={t('section.organization')} />
      <form className={classes.panel} onSubmit={form.onSubmit((values) => save.mutate({ revision, ...values }))}>
        <Stack gap="md" className={classes.form}>
          <TextInput label={t('organization.name')} required maxLength={120} {...form.getInputProps('name')} />
          <TimezoneSelect
            label={t('organization.timezone')}
            description={t('organization.timezone_hint')}
            required
            {...form.getInputProps('timezone')}
          />
          <Select
            label={t('organization.locale')}
            description={t('organization.locale_hint')}
            data={[
              { value: 'en', label: 'English' },
              { value: 'de', label: 'Deutsch' },
            ]}
            {...form.getInputProps('locale')}
          />
          <NumberInput
            label={t('organization.bin_days')}
            description={t('organization.bin_days_hint')}
            min={1}
            max={365}
            allowDecimal={false}
            clampBehavior="strict"
            required
            {...form.getInputProps('bin_days')}
          />
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t('common:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}
