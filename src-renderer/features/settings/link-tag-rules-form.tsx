import { Button, Group, Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import type { Organization } from '#shared/contract/organization.contract.ts';
import type { TagRule } from '#shared/domain/campaign/link-tag-rules.ts';
import { TAG_NAMES } from '#shared/domain/campaign/link-tags.ts';
import { SectionHead } from './section-head.tsx';
import classes from './settings.module.css';
import { useSaveOrganization } from './use-save-organization.ts';

const EMPTY: Record<TagRule['kind'], TagRule> = {
  any: { kind: 'any' },
  list: { kind: 'list', values: [] },
  pattern: { kind: 'pattern', pattern: '' },
};

/** How UTM parameters are named here, so that the statistics of a site show one thing under one name. */
export function LinkTagRulesForm({ organization }: { organization: Organization }) {
  const { t } = useTranslation(['link_tags', 'common']);
  const { form, revision } = useRecordForm(organization, organization.link_tag_rules);
  const save = useSaveOrganization(form);
  const rules = form.values;
  const submit = form.onSubmit((link_tag_rules) => save.mutate({ revision, link_tag_rules }));
  return (
    <section>
      <SectionHead title={t('rules.title')} text={t('rules.text')} />
      <form className={classes.panel} onSubmit={submit}>
        <Stack gap="md" className={classes.form}>
          <Switch
            label={t('rules.plain')}
            description={t('rules.plain_text')}
            {...form.getInputProps('plain', { type: 'checkbox' })}
          />
          {TAG_NAMES.map((name) => (
            <RuleField
              key={name}
              label={t(name)}
              rule={rules[name]}
              onChange={(rule) => form.setValues({ [name]: rule })}
            />
          ))}
          <Group>
            <Button
              type="submit"
              loading={save.isPending}
              disabled={!form.isDirty() || TAG_NAMES.some((name) => isUnfinished(rules[name]))}
            >
              {t('common:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </section>
  );
}

interface RuleFieldProps {
  label: string;
  rule: TagRule;
  onChange(rule: TagRule): void;
}

function RuleField({ label, rule, onChange }: RuleFieldProps) {
  const { t } = useTranslation('link_tags');
  return (
    <Group align="flex-start" gap="sm" wrap="nowrap">
      <Select
        label={label}
        w={200}
        style={{ flex: 'none' }}
        allowDeselect={false}
        value={rule.kind}
        data={(['any', 'list', 'pattern'] as const).map((value) => ({ value, label: t(`rules.${value}`) }))}
        onChange={(kind) => onChange(EMPTY[kind ?? 'any'])}
      />
      {rule.kind === 'list' && (
        <TagsInput
          label={t('rules.allowed')}
          aria-label={t('rules.values', { parameter: label })}
          placeholder={rule.values.length > 0 ? undefined : t('rules.values_hint')}
          flex={1}
          maxTags={100}
          value={rule.values}
          onChange={(values) => onChange({ kind: 'list', values })}
        />
      )}
      {rule.kind === 'pattern' && (
        <TextInput
          label={t('rules.like')}
          aria-label={t('rules.pattern_of', { parameter: label })}
          placeholder={t('rules.pattern_hint')}
          flex={1}
          maxLength={100}
          value={rule.pattern}
          onChange={(event) => onChange({ kind: 'pattern', pattern: event.currentTarget.value })}
        />
      )}
    </Group>
  );
}

function isUnfinished(rule: TagRule): boolean {
  return (rule.kind === 'list' && rule.values.length === 0) || (rule.kind === 'pattern' && rule.pattern.trim() === '');
}
