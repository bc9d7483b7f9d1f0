import { Autocomplete, Button, Group, Modal, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Picture } from '#shared/contract/picture.contract.ts';
import { PictureSizes } from './picture-sizes.tsx';
import { PictureUses } from './picture-uses.tsx';

interface PictureDialogProps {
  picture: Picture;
  writable: boolean;
  onClose(): void;
}

/** One picture: its words, its folder, its sizes, and what shows it. */
export function PictureDialog({ picture, writable, onClose }: PictureDialogProps) {
  const common = useTranslation().t;
  const { name, alt, address, deleted_at } = picture;
  return (
    <Modal opened onClose={onClose} size="lg" title={name} closeButtonProps={{ 'aria-label': common('close') }}>
      <Stack gap="md">
        <img
          src={address}
          alt={alt}
          style={{
            maxHeight: 200,
            maxWidth: '100%',
            margin: '0 auto',
            borderRadius: 6,
            background: 'var(--surface-sunken)',
          }}
        />
        {deleted_at ? <Binned picture={picture} writable={writable} onClose={onClose} /> : null}
        {!deleted_at && <Words picture={picture} writable={writable} onClose={onClose} />}
      </Stack>
    </Modal>
  );
}

function Words({ picture, writable, onClose }: PictureDialogProps) {
  const { t } = useTranslation('pictures');
  const common = useTranslation().t;
  const { id, name, folder, alt } = picture;
  const form = useForm({ initialValues: { name, folder, alt } });
  const { data: folders = [] } = useQuery(api.pictures.folders.queryOptions());
  const uses = useQuery(api.pictures.uses.queryOptions({ input: { id } }));
  const save = useMutation(
    api.pictures.update.mutationOptions({ onSuccess: onClose, onError: (error) => showFormError(form, error) }),
  );
  const undo = useMutation(
    api.pictures.undelete.mutationOptions({ onSuccess: () => toast.done(t('undeleted')), onError: toast.failed }),
  );
  const remove = useMutation(
    api.pictures.delete.mutationOptions({
      onSuccess: () => {
        toast.done(t('deleted'), { label: common('undo'), onClick: () => undo.mutate({ id }) });
        onClose();
      },
      onError: toast.failed,
    }),
  );
  const used = (uses.data?.length ?? 0) > 0;
  return (
    <form onSubmit={form.onSubmit((values) => save.mutate({ id, ...values }))}>
      <fieldset disabled={!writable} style={{ border: 0, margin: 0, padding: 0 }}>
        <Stack gap="md">
          <Textarea
            label={t('alt')}
            description={t('alt_hint')}
            autosize
            minRows={1}
            maxLength={1_000}
            data-autofocus
            {...form.getInputProps('alt')}
          />
          <TextInput label={t('name')} required maxLength={200} {...form.getInputProps('name')} />
          <Autocomplete
            label={t('folder')}
            description={t('folder_hint')}
            maxLength={100}
            data={folders.map((known) => known.name)}
            {...form.getInputProps('folder')}
          />
          <PictureSizes picture={picture} />
          <PictureUses uses={uses.data} />
          {writable && (
            <Group justify="flex-end" gap="xs">
              <Button
                variant="default"
                c={used ? undefined : 'red'}
                mr="auto"
                disabled={used || !uses.data}
                title={used ? t('used_stays') : undefined}
                loading={remove.isPending}
                onClick={() => remove.mutate({ id })}
              >
                {t('delete')}
              </Button>
              <Button variant="default" onClick={onClose}>
                {common('cancel')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {common('save')}
              </Button>
            </Group>
          )}
        </Stack>
      </fieldset>
    </form>
  );
}

function Binned({ picture: { id }, writable, onClose }: PictureDialogProps) {
  const { t } = useTranslation('pictures');
  const undelete = useMutation(
    api.pictures.undelete.mutationOptions({
      onSuccess: () => {
        toast.done(t('undeleted'));
        onClose();
      },
      onError: toast.failed,
    }),
  );
  if (!writable) return null;
  return (
    <Button ml="auto" loading={undelete.isPending} onClick={() => undelete.mutate({ id })}>
      {t('undelete')}
    </Button>
  );
}
