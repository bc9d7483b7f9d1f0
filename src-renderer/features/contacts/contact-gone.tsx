import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useDocumentTitle } from '#renderer/ui/use-document-title.ts';

/** At the address of a contact that is in the recycle bin, or has never been. */
export function ContactGone({ id }: { id: string }) {
  const { t } = useTranslation('contacts');
  const may = useMay();
  const queries = useQueryClient();
  useDocumentTitle(t('gone.title'));
  const restore = useMutation(
    api.contacts.restore.mutationOptions({
      onSuccess(contact) {
        queries.setQueryData(api.contacts.get.queryKey({ input: { id } }), contact);
        toast.done(t('bin.restored', { count: 1 }));
      },
      onError: toast.failed,
    }),
  );
  return (
    <EmptyState
      icon={IconTrash}
      sentence={t('gone.sentence')}
      action={
        <>
          {may('contact.write') && (
            <Button variant="default" loading={restore.isPending} onClick={() => restore.mutate({ id })}>
              {t('gone.restore')}
            </Button>
          )}
          <Button component={Link} href="/contacts" variant="subtle">
            {t('gone.back')}
          </Button>
        </>
      }
    />
  );
}
