import { Autocomplete, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import type { TemplateRow } from '#shared/contract/template.contract.ts';

/** Its name, its folder, and the key by which programs name it. */
export function TemplateSettings({ template, onClose }: { template: TemplateRow; onClose(): void }) {
  const { t } = useTranslation('templates');
  const common = useTranslation().t;
  const { id, revision, name, folder, key } = template;
  const form = useForm({ initialValues: { name, folder, key } });
  const { data: folders = [] } = useQuery(api.templates.folders.queryOptions());
  const save = useMutation(
    api.templates.update.mutationOptions({ onSuccess: onClose, onError: (error) => showFormError(form, error) }),
  );
  return (
    <Modal opened onClose={onClose} title={t('settings')} closeButtonProps={{ 'aria-label': common('close') }}>
      <form onSubmit={form.onSubmit((values) => save.mutate({ id, revision, ...values }))}>
        <Stack gap="md">
          <TextInput label={t('name')} required data-autofocus maxLength={200} {...form.getInputProps('name')} />
          <Autocomplete
            label={t('folder')}
            description={t('folder_hint')}
            maxLength={100}
            data={folders.map((known) => known.name)}
            {...form.getInputProps('folder')}
          />
          <TextInput label={t('key')} description={t('key_hint')} required {...form.getInputProps('key')} />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {common('cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {common('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
