import { Button } from '@mantine/core';
import { IconForms, IconPlus } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { RecipientList } from '#shared/contract/contact.contract.ts';
import { FormDays } from './form-days.tsx';
import { FormEditor } from './form-editor.tsx';
import { FormShare } from './form-share.tsx';
import { draftOf, valuesOf } from './form-values.ts';

/** The sign-up form of a list: made with one press, then changed, shared and counted. */
export function FormTab({ list }: { list: RecipientList }) {
  const { t } = useTranslation('consent');
  const may = useMay();
  const form = useQuery(api.forms.get.queryOptions({ input: { id: list.id } }));
  const look = useQuery(api.forms.look.queryOptions());
  const make = useMutation(
    api.forms.save.mutationOptions({ onSuccess: () => toast.done(t('form.made')), onError: toast.failed }),
  );
  const error = form.error ?? look.error;
  if (error) return <ErrorState error={error} onRetry={() => void Promise.all([form.refetch(), look.refetch()])} />;
  if (form.data === undefined || !look.data) return <LoadingRows rows={6} />;
  if (form.data === null) {
    const draft = draftOf(valuesOf(null, look.data));
    const action = may('list.write') && (
      <Button
        leftSection={<IconPlus size={18} aria-hidden />}
        loading={make.isPending}
        onClick={() => make.mutate({ ...draft, id: list.id, revision: null })}
      >
        {t('form.make')}
      </Button>
    );
    return <EmptyState icon={IconForms} sentence={t('form.none')} action={action} />;
  }
  return (
    <>
      <FormShare form={form.data} />
      <FormDays form={form.data} />
      <FormEditor form={form.data} look={look.data} list={list} />
    </>
  );
}
