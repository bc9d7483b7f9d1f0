import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { isRefusal } from '#renderer/data/refusal.ts';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Contact } from '#shared/contract/contact.contract.ts';
import { type ContactDraft, changesOf, draftOf, type Merged, mergeDraft } from './contact-draft.ts';
import { useDraftRules } from './use-draft-rules.ts';

/**
 * A contact being edited while others may change it. What they change comes in by itself; where both have changed the same field,
 * one's own stays and `conflicts` names it, so that saving once more is a decision.
 */
export function useContactDraft(contact: Contact) {
  const { t } = useTranslation(['contacts', 'common']);
  const queries = useQueryClient();
  const [base, setBase] = useState(contact);
  const [conflicts, setConflicts] = useState<Merged['conflicts']>([]);
  const form = useForm<ContactDraft>({ initialValues: draftOf(contact), validate: useDraftRules() });
  const changes = changesOf(base, form.values);
  const dirty = Object.keys(changes).length > 0;
  const { setValues } = form;

  const startFrom = (latest: Contact) => {
    setBase(latest);
    setConflicts([]);
    form.setValues(draftOf(latest));
    form.clearErrors();
  };
  const key = api.contacts.get.queryKey({ input: { id: contact.id } });
  const update = useMutation(
    api.contacts.update.mutationOptions({
      onSuccess(saved) {
        queries.setQueryData(key, saved);
        startFrom(saved);
        toast.done(t('common:saved'));
      },
      onError(error) {
        if (isRefusal(error, 'STALE_REVISION')) void queries.invalidateQueries({ queryKey: key });
        else showFormError(form, error);
      },
    }),
  );

  useEffect(() => {
    if (contact.revision <= base.revision || update.isPending) return;
    const merged = mergeDraft(base, form.values, contact);
    setBase(contact);
    setValues(merged.draft);
    setConflicts((known) => [...new Set([...known, ...merged.conflicts])]);
  }, [contact, base, form.values, setValues, update.isPending]);

  return {
    form,
    dirty,
    conflicts,
    saving: update.isPending,
    save: form.onSubmit(() => {
      if (dirty) update.mutate({ ...changes, id: contact.id, revision: base.revision });
    }),
    discard: () => startFrom(base),
    base,
  };
}
