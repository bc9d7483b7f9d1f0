import { Button, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { ROLES, type Role } from '#shared/domain/role.ts';

interface InviteDialogProps {
  onClose(): void;
  onLink(link: { name: string; url: string }): void;
}

export function InviteDialog({ onClose, onLink }: InviteDialogProps) {
  const { t } = useTranslation(['settings', 'common']);
  const form = useForm({ initialValues: { name: '', email: '', role: 'marketer' as Role } });
  const invite = useMutation(
    api.account.invite.mutationOptions({
      onSuccess({ user, invite_url }) {
        onClose();
        onLink({ name: user.name, url: invite_url });
      },
      onError: (error) => showFormError(form, error),
    }),
  );
  return (
    <Modal opened onClose={onClose} title={t('people.invite')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form onSubmit={form.onSubmit((values) => invite.mutate(values))}>
        <Stack gap="md">
          <TextInput label={t('people.name')} required data-autofocus {...form.getInputProps('name')} />
          <TextInput label={t('people.email')} type="email" required {...form.getInputProps('email')} />
          <Select
            label={t('people.role')}
            description={t(`people.role_text.${form.getValues().role}`)}
            data={ROLES.map((value) => ({ value, label: t(`common:role.${value}`) }))}
            {...form.getInputProps('role')}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={invite.isPending}>
              {t('people.make_invitation')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
