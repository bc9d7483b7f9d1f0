import { Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { isRefusal } from '#renderer/data/refusal.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { RecipientList } from '#shared/contract/contact.contract.ts';

interface ListDialogProps {
  /** null makes a new one */
  list: RecipientList | null;
  onClose(): void;
}

/** Name and description of a list. */
export function ListDialog({ list, onClose }: ListDialogProps) {
  const { t } = useTranslation(['lists', 'common']);
  const form = useForm({
    initialValues: { name: list?.name ?? '', description: list?.description ?? '' },
    validate: { name: (name) => (name.trim() ? null : t('name_missing')) },
  });
  const answers = {
    onSuccess({ name }: RecipientList) {
      toast.done(list ? t('common:saved') : t('created', { name }));
      onClose();
    },
    onError(error: unknown) {
      showFormError(form, error);
      if (isRefusal(error, 'STALE_REVISION')) onClose();
    },
  };
  const create = useMutation(api.lists.create.mutationOptions(answers));
  const update = useMutation(api.lists.update.mutationOptions(answers));
  const submit = form.onSubmit((values) => {
    if (list) update.mutate({ ...values, id: list.id, revision: list.revision });
    else create.mutate(values);
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={list ? t('rename_title', { name: list.name }) : t('create')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput label={t('column.name')} maxLength={120} data-autofocus {...form.getInputProps('name')} />
          <Textarea
            label={t('list_description')}
            description={t('list_description_hint')}
            maxLength={2_000}
            autosize
            minRows={2}
            maxRows={6}
            {...form.getInputProps('description')}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={create.isPending || update.isPending}>
              {list ? t('common:save') : t('create')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
