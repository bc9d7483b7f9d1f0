import { Button, Drawer, Group, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { ListsPicker } from '#renderer/pickers/list-picker.tsx';
import { TagsPicker } from '#renderer/pickers/tags-picker.tsx';
import { showFormError } from '#renderer/ui/form-errors.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { type ContactDraft, EMPTY_DRAFT, fieldsOf } from './contact-draft.ts';
import { ContactFields } from './contact-fields.tsx';
import { CustomFields } from './custom-fields.tsx';
import { useDraftRules } from './use-draft-rules.ts';

interface AddContactProps {
  opened: boolean;
  onClose(): void;
  /** The list that is being looked at. */
  listId: string | undefined;
}

export function AddContact({ opened, onClose, listId }: AddContactProps) {
  const { t } = useTranslation(['contacts', 'common']);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t('add_contact')}
      size={560}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <AddContactForm onClose={onClose} listId={listId} />
    </Drawer>
  );
}

function AddContactForm({ onClose, listId }: Omit<AddContactProps, 'opened'>) {
  const { t } = useTranslation(['contacts', 'fields', 'common']);
  const [, navigate] = useLocation();
  const [lists, setLists] = useState<string[]>(listId ? [listId] : []);
  const [tags, setTags] = useState<string[]>([]);
  const form = useForm<ContactDraft>({ initialValues: EMPTY_DRAFT, validate: useDraftRules() });
  const create = useMutation(
    api.contacts.create.mutationOptions({
      onSuccess(contact) {
        const open = { label: t('open'), onClick: () => navigate(`/contacts/${contact.id}`) };
        toast.done(t('added', { name: contact.name || t('the_contact') }), open);
        onClose();
      },
      onError: (error) => showFormError(form, error),
    }),
  );
  return (
    <form
      onSubmit={form.onSubmit((draft) => create.mutate({ ...fieldsOf(draft), list_ids: lists, tag_ids: tags }))}
      noValidate
    >
      <Stack gap="lg">
        <ContactFields form={form} />
        <ListsPicker label={t('lists.title')} value={lists} onChange={setLists} description={t('lists.consent')} />
        <TagsPicker label={t('fields:tags.title')} value={tags} onChange={setTags} />
        <CustomFields form={form} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('add_contact')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
