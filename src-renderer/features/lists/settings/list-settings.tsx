import { Button, Group, Paper, Stack, Switch, Text, Textarea, TextInput, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { AskUnconfirmed } from '#renderer/pickers/ask-unconfirmed.tsx';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useRecordForm } from '#renderer/ui/use-record-form.ts';
import type { RecipientList } from '#shared/contract/contact.contract.ts';
import { ConfirmationMail } from './confirmation-mail.tsx';
import { type SettingsValues, valuesOf } from './settings-values.ts';

/** Whether readers can choose the list, and whether they are asked before they are on it. */
export function ListSettings({ list }: { list: RecipientList }) {
  const { t } = useTranslation(['consent', 'common']);
  const may = useMay();
  const { form, revision } = useRecordForm<SettingsValues>(list, valuesOf(list));
  const save = useMutation(
    api.lists.update.mutationOptions({
      onSuccess(saved) {
        form.resetDirty(valuesOf(saved));
        toast.done(t('common:saved'));
      },
      onError: (error) => showFormError(form, error),
    }),
  );
  const { is_public } = form.getValues();
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate({ id: list.id, revision, ...values }))} noValidate>
      <fieldset disabled={!may('list.write')} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <Stack gap="lg" maw={960}>
          <AskUnconfirmed list={list} />
          <Paper withBorder p="lg" component="section" aria-labelledby="topic">
            <Title order={2} id="topic" mb={4}>
              {t('topic.title')}
            </Title>
            <Text c="dimmed" mb="md">
              {t('topic.text', { field: '{{preferences_url}}' })}
            </Text>
            <Stack gap="md" maw={640}>
              <Switch
                label={t('topic.public')}
                description={t('topic.public_hint')}
                {...form.getInputProps('is_public', { type: 'checkbox' })}
              />
              {is_public && (
                <>
                  <TextInput
                    label={t('topic.name')}
                    description={t('topic.name_hint', { name: list.name })}
                    placeholder={list.name}
                    maxLength={120}
                    {...form.getInputProps('public_name')}
                  />
                  <Textarea
                    label={t('topic.description')}
                    maxLength={500}
                    autosize
                    minRows={2}
                    {...form.getInputProps('public_description')}
                  />
                </>
              )}
            </Stack>
          </Paper>
          <ConfirmationMail form={form} list={list} />
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!form.isDirty()}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </fieldset>
    </form>
  );
}
