import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/data/client.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Contact } from '#shared/contract/contact.contract.ts';

type ContactTag = Contact['tags'][number];

/** Gives and takes tags of one contact: shown at once, kept by the server, taken back from the toast. */
export function useContactTags(contact: Contact) {
  const { t } = useTranslation(['fields', 'common']);
  const queries = useQueryClient();
  const key = api.contacts.get.queryKey({ input: { id: contact.id } });
  const show = (change: (tags: ContactTag[]) => ContactTag[]) =>
    queries.setQueryData(key, (known: Contact | undefined) => known && { ...known, tags: change(known.tags) });

  const give = useMutation({
    async mutationFn(name: string) {
      const known = await queries.ensureQueryData(api.tags.list.queryOptions());
      const tag =
        known.find((one) => one.name.toLowerCase() === name.toLowerCase()) ?? (await client.tags.create({ name }));
      await client.tags.assign({ id: tag.id, contact_ids: [contact.id] });
      return { id: tag.id, name: tag.name };
    },
    onSuccess: (tag) => show((tags) => [...tags.filter(({ id }) => id !== tag.id), tag].sort(byName)),
    onError: toast.failed,
  });

  const take = useMutation({
    mutationFn: ({ id }: ContactTag) => client.tags.unassign({ id, contact_ids: [contact.id] }),
    onMutate: ({ id }) => show((tags) => tags.filter((tag) => tag.id !== id)),
    onSuccess: (_answer, { name }) =>
      toast.done(t('tags.removed', { name }), { label: t('common:undo'), onClick: () => give.mutate(name) }),
    onError(error) {
      toast.failed(error);
      void queries.invalidateQueries({ queryKey: key });
    },
  });

  return { give: give.mutate, take: take.mutate, isPending: give.isPending || take.isPending };
}

function byName(one: ContactTag, other: ContactTag): number {
  return one.name.localeCompare(other.name);
}
