import { Button, Group, NumberInput, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import type { Organization } from '#shared/contract/organization.contract.ts';
import { SectionHead } from '../section-head.tsx';
import classes from '../settings.module.css';
import { useSaveOrganization } from '../use-save-organization.ts';

export function SoftLimitForm() {
  const { data } = useQuery(api.organization.get.queryOptions());
  return data ? <LimitForm organization={data} /> : null;
}

function LimitForm({ organization }: { organization: Organization }) {
  const { t } = useTranslation(['feedback', 'common']);
  const may = useMay();
  const writes = may('organization.write');
  const { form, revision } = useRecordForm(organization, { soft_bounce_limit: organization.soft_bounce_limit });
  const save = useSaveOrganization(form);
  return (
    <section>
      <SectionHead title={t('limit.title')} text={t('limit.text')} />
      <form className={classes.panel} onSubmit={form.onSubmit((values) => save.mutate({ revision, ...values }))}>
        <Stack gap="md" className={classes.form}>
          <NumberInput
            label={t('limit.label')}
            min={1}
            max={50}
            allowDecimal={false}
            required
            disabled={!writes}
            w={320}
            {...form.getInputProps('soft_bounce_limit')}
          />
          {writes && (
            <Group>
              <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                {t('common:save')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
    </section>
  );
}
