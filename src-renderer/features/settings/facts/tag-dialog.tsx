import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Tag } from '#shared/contract/tag.contract.ts';

/** The name of a tag: a new one's, or another one for a tag that is there. */
export function TagDialog({ tag, onClose }: { tag: Tag | undefined; onClose(): void }) {
  const { t } = useTranslation(['fields', 'common']);
  const form = useForm({ initialValues: { name: tag?.name ?? '' } });
  const options = {
    onSuccess() {
      toast.done(t('common:saved'));
      onClose();
    },
    onError: (error: Error) => showFormError(form, error),
  };
  const create = useMutation(api.tags.create.mutationOptions(options));
  const rename = useMutation(api.tags.rename.mutationOptions(options));
  const save = ({ name }: { name: string }) => (tag ? rename.mutate({ id: tag.id, name }) : create.mutate({ name }));
  return (
    <Modal
      opened
      onClose={onClose}
      title={tag ? t('tags.rename_title', { name: tag.name }) : t('tags.add')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={form.onSubmit(save)}>
        <Stack gap="md">
          <TextInput
            label={t('tags.name')}
            description={tag && t('tags.rename_hint')}
            required
            maxLength={80}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={create.isPending || rename.isPending}>
              {tag ? t('tags.rename') : t('tags.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
