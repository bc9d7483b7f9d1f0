import { Alert, Button, Code, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { IconWorldOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import type { Organization } from '#shared/contract/organization.contract.ts';
import { SectionHead } from './section-head.tsx';
import classes from './settings.module.css';
import { useSaveOrganization } from './use-save-organization.ts';

const WIRE_FIELDS = {
  'tracking.public_url': 'public_url',
  'tracking.opens': 'opens',
  'tracking.clicks': 'clicks',
  'tracking.anonymous': 'anonymous',
  'tracking.respect_unwilling': 'respect_unwilling',
  'tracking.hidden_link': 'hidden_link',
};

const SWITCHES = ['opens', 'clicks', 'anonymous', 'respect_unwilling', 'hidden_link'] as const;

/** Where links and pixels of sent mails lead back to. */
export function TrackingForm({ organization }: { organization: Organization }) {
  const { t } = useTranslation(['settings', 'common']);
  const { reachable, effective_url, public_url, ...switches } = organization.tracking;
  const { form, revision } = useRecordForm(organization, { public_url: public_url ?? '', ...switches });
  const save = useSaveOrganization(form, WIRE_FIELDS);
  const submit = form.onSubmit(({ public_url: url, ...rest }) =>
    save.mutate({ revision, tracking: { ...rest, public_url: url.trim() || null } }),
  );
  return (
    <section>
      <SectionHead title={t('tracking.title')} text={t('tracking.text')} />
      <form className={classes.panel} onSubmit={submit}>
        <Stack gap="md" className={classes.form}>
          {!reachable && (
            <Alert color="amber" icon={<IconWorldOff size={18} />} title={t('tracking.unreachable')}>
              {t('tracking.unreachable_hint')}
            </Alert>
          )}
          <TextInput
            label={t('tracking.public_url')}
            description={t('tracking.public_url_hint')}
            placeholder="https://mail.example.com"
            type="url"
            {...form.getInputProps('public_url')}
          />
          <Text size="sm" c="dimmed">
            {t('tracking.effective')} <Code>{effective_url}</Code>
          </Text>
          {SWITCHES.map((name) => (
            <Switch
              key={name}
              label={t(`tracking.${name}`)}
              description={t(`tracking.${name}_hint`)}
              {...form.getInputProps(name, { type: 'checkbox' })}
            />
          ))}
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
