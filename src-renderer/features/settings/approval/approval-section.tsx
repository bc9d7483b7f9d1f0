import { Button, Checkbox, Fieldset, Group, NumberInput, Stack } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import type { ApprovalRule } from '#shared/contract/approval.contract.ts';
import { SectionHead } from '../section-head.tsx';
import classes from '../settings.module.css';

/** Whether campaigns need somebody else's word before they go out. */
export function ApprovalSection() {
  const { data, error, refetch } = useQuery(api.approvals.rule.queryOptions());
  if (error && !data) return <ErrorState error={error} onRetry={refetch} />;
  if (!data) return <LoadingRows />;
  return <RuleForm rule={data} />;
}

const valuesOf = ({ from_recipients }: ApprovalRule) => ({
  is_needed: from_recipients !== null,
  from_recipients: from_recipients ?? 1,
});

function RuleForm({ rule }: { rule: ApprovalRule }) {
  const { t } = useTranslation(['approval', 'common', 'settings']);
  const queries = useQueryClient();
  const { form, revision } = useRecordForm(rule, valuesOf(rule));
  const { is_needed } = form.getValues();
  const save = useMutation(
    api.approvals.setRule.mutationOptions({
      onSuccess(saved) {
        queries.setQueryData(api.approvals.rule.queryKey(), saved);
        toast.done(t('rule_saved'));
      },
      onError: (error) => showFormError(form, error),
    }),
  );
  return (
    <section>
      <SectionHead title={t('settings:section.approval')} text={t('rule_text')} />
      <form
        className={classes.panel}
        onSubmit={form.onSubmit((values) =>
          save.mutate({ revision, from_recipients: values.is_needed ? values.from_recipients : null }),
        )}
      >
        <Fieldset variant="unstyled">
          <Stack gap="lg" className={classes.form}>
            <Checkbox label={t('rule_needed')} {...form.getInputProps('is_needed', { type: 'checkbox' })} />
            {is_needed && (
              <NumberInput
                label={t('rule_from')}
                description={t('rule_from_hint')}
                min={1}
                max={1_000_000_000}
                allowDecimal={false}
                clampBehavior="strict"
                required
                {...form.getInputProps('from_recipients')}
              />
            )}
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
