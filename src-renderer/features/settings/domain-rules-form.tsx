import {
  ActionIcon,
  Alert,
  Button,
  Fieldset,
  Group,
  NumberInput,
  Stack,
  Table,
  TagsInput,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { IconAlertTriangle, IconPlus, IconTrash } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { describeError } from '#renderer/ui/describe-error.ts';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import type { SendingRules } from '#shared/contract/sending-rules.contract.ts';
import { DOMAIN_LIMITS, type DomainRuleValues, domainRulesOf, domainValuesOf, newDomainRule } from './domain-values.ts';
import { SectionHead } from './section-head.tsx';
import classes from './settings.module.css';
import { useSaveSendingRules } from './use-save-sending-rules.ts';

interface Values {
  domains: DomainRuleValues[];
}

/** What mailbox providers take: a line for each, all its domains together. */
export function DomainRulesForm({ rules }: { rules: SendingRules }) {
  const { t } = useTranslation(['sending', 'common']);
  const writes = useMay()('sender.write');
  const { form, revision } = useRecordForm<Values>(rules, { domains: domainValuesOf(rules.domains) });
  const save = useSaveSendingRules(form);
  const { domains } = form.getValues();
  return (
    <section>
      <SectionHead title={t('domains.title')} text={t('domains.text')} />
      <form
        className={classes.panel}
        onSubmit={form.onSubmit((values) => save.mutate({ revision, domains: domainRulesOf(values.domains) }))}
      >
        <Fieldset variant="unstyled" disabled={!writes}>
          <Stack gap="md">
            <Table.ScrollContainer minWidth={680}>
              <Table verticalSpacing={6} horizontalSpacing={6} withRowBorders={false} layout="fixed">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={150}>{t('domains.name')}</Table.Th>
                    <Table.Th>{t('domains.domains')}</Table.Th>
                    {DOMAIN_LIMITS.map((limit) => (
                      <Table.Th key={limit} w={92}>
                        {t(`domains.${limit}`)}
                      </Table.Th>
                    ))}
                    <Table.Th w={40} />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {domains.map(({ key, ...rule }, index) => (
                    <DomainRow key={key} form={form} index={index} rule={rule} />
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            {save.error && <Refused error={save.error} />}
            <Group>
              <Button
                variant="default"
                leftSection={<IconPlus size={16} aria-hidden />}
                onClick={() => form.insertListItem('domains', newDomainRule())}
              >
                {t('domains.add')}
              </Button>
              {rules.domains_are_own && (
                <Button variant="subtle" onClick={() => save.mutate({ revision, domains: null })}>
                  {t('domains.reset')}
                </Button>
              )}
              <Button ml="auto" type="submit" loading={save.isPending} disabled={!form.isDirty()}>
                {t('common:save')}
              </Button>
            </Group>
          </Stack>
        </Fieldset>
      </form>
    </section>
  );
}

interface DomainRowProps {
  form: UseFormReturnType<Values>;
  index: number;
  rule: Pick<DomainRuleValues, 'name' | 'domains'>;
}

function DomainRow({ form, index, rule: { name, domains } }: DomainRowProps) {
  const { t } = useTranslation('sending');
  const field = (path: string) => form.getInputProps(`domains.${index}.${path}`);
  return (
    <Table.Tr style={{ verticalAlign: 'top' }}>
      <Table.Td>
        <TextInput aria-label={t('domains.name')} required maxLength={80} {...field('name')} />
      </Table.Td>
      <Table.Td>
        <TagsInput
          aria-label={t('domains.domains_of', { name })}
          placeholder={domains.length > 0 ? undefined : 'example.com'}
          splitChars={[',', ' ']}
          acceptValueOnBlur
          {...field('domains')}
        />
      </Table.Td>
      {DOMAIN_LIMITS.map((limit) => (
        <Table.Td key={limit}>
          <NumberInput
            aria-label={t(`domains.${limit}_of`, { name })}
            placeholder={t('domains.no_limit')}
            min={1}
            max={100_000}
            allowDecimal={false}
            hideControls
            {...field(limit)}
          />
        </Table.Td>
      ))}
      <Table.Td>
        <ActionIcon
          size={34}
          aria-label={t('domains.remove', { name })}
          onClick={() => form.removeListItem('domains', index)}
        >
          <IconTrash size={16} aria-hidden />
        </ActionIcon>
      </Table.Td>
    </Table.Tr>
  );
}

function Refused({ error }: { error: Error }) {
  const { message, hint } = describeError(error);
  return (
    <Alert color="red" role="alert" icon={<IconAlertTriangle size={18} aria-hidden />} title={message}>
      {hint}
    </Alert>
  );
}
