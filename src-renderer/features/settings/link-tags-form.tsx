import { Button, Group, Stack, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LinkTagsFields } from '#renderer/pickers/link-tags-fields.tsx';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import type { Organization } from '#shared/contract/organization.contract.ts';
import { TAG_NAMES } from '#shared/domain/campaign/link-tags.ts';
import { SectionHead } from './section-head.tsx';
import classes from './settings.module.css';
import { useSaveOrganization } from './use-save-organization.ts';

const FIELDS = Object.fromEntries(TAG_NAMES.map((name) => [`link_tags.${name}`, name]));

/** The UTM parameters of campaigns that have none of their own. */
export function LinkTagsForm({ organization }: { organization: Organization }) {
  const { t } = useTranslation(['link_tags', 'common']);
  const { form, revision } = useRecordForm(organization, organization.link_tags);
  const save = useSaveOrganization(form, FIELDS);
  const submit = form.onSubmit((link_tags) => save.mutate({ revision, link_tags }));
  const { on, source } = form.values;
  return (
    <section>
      <SectionHead title={t('title')} text={t('settings_text')} />
      <form className={classes.panel} onSubmit={submit}>
        <Stack gap="md" className={classes.form}>
          <Switch label={t('on')} description={t('text')} {...form.getInputProps('on', { type: 'checkbox' })} />
          {on && (
            <LinkTagsFields
              value={form.values}
              onChange={form.setValues}
              rules={organization.link_tag_rules}
              hint={t('campaign_hint_plain')}
            />
          )}
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty() || (on && source.trim() === '')}>
              {t('common:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}
