import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { User } from '#shared/contract/account.contract.ts';
import type { Role } from '#shared/domain/role.ts';

export function usePersonActions({ id, name, revision }: User, onLink: (link: { name: string; url: string }) => void) {
  const { t } = useTranslation(['settings', 'common']);
  const update = useMutation(
    api.account.updateUser.mutationOptions({
      onSuccess: () => toast.done(t('common:saved')),
      onError: toast.failed,
    }),
  );
  const renew = useMutation(
    api.account.renewInvite.mutationOptions({
      onSuccess: ({ invite_url }) => onLink({ name, url: invite_url }),
      onError: toast.failed,
    }),
  );
  return {
    changeRole: (role: Role) => update.mutate({ id, revision, role }),
    activate: () => update.mutate({ id, revision, active: true }),
    renewLink: () => renew.mutate({ id }),
    deactivate: () =>
      confirm({
        title: t('people.deactivate_title', { name }),
        body: t('people.deactivate_body'),
        action: t('people.deactivate'),
        danger: true,
        onConfirm: () => update.mutate({ id, revision, active: false }),
      }),
  };
}
