import { Button, Group, Modal, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { ContactView } from '#shared/contract/contact-view.contract.ts';

interface ViewDialogProps {
  mode: 'new' | 'edit' | null;
  view: ContactView | undefined;
  /** What the list shows now, for a new one. */
  shown: Pick<ContactView, 'filter' | 'columns' | 'sort'>;
  onClose(): void;
  onSaved(view: ContactView): void;
}

/** The name of a view, and who sees it. */
export function ViewDialog({ mode, view, shown, onClose, onSaved }: ViewDialogProps) {
  const { t } = useTranslation(['contacts', 'common']);
  const edited = mode === 'edit' ? view : undefined;
  const form = useForm({ initialValues: { name: '', shared: false } });
  const { setValues } = form;
  const name = edited?.name ?? '';
  const shared = edited?.shared ?? false;
  useEffect(() => {
    if (mode) setValues({ name, shared });
  }, [mode, name, shared, setValues]);
  const done = {
    onSuccess(saved: ContactView) {
      toast.done(t('views.saved', { name: saved.name }));
      onClose();
      onSaved(saved);
    },
    onError: (error: unknown) => showFormError(form, error),
  };
  const create = useMutation(api.contactViews.create.mutationOptions(done));
  const update = useMutation(api.contactViews.update.mutationOptions(done));
  const submit = form.onSubmit((values) =>
    edited
      ? update.mutate({ id: edited.id, revision: edited.revision, ...values })
      : create.mutate({ ...shown, ...values }),
  );
  return (
    <Modal
      opened={mode !== null}
      onClose={onClose}
      title={edited ? t('views.edit') : t('views.save_as')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form onSubmit={submit}>
        <Stack gap="md">
          <TextInput label={t('views.name')} maxLength={80} required data-autofocus {...form.getInputProps('name')} />
          <Switch
            label={t('views.share')}
            description={t('views.share_hint')}
            {...form.getInputProps('shared', { type: 'checkbox' })}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={create.isPending || update.isPending}>
              {t('common:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
