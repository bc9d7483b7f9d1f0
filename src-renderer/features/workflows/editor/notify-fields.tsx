import { MultiSelect, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useSession } from '#renderer/data/session.ts';
import type { NodeFieldsProps } from './node-fields-props.ts';

export function NotifyFields({ node, edit, errorOf }: NodeFieldsProps<'notify'>) {
  const { t } = useTranslation('workflow');
  const session = useSession();
  const users = useQuery({ ...api.account.users.queryOptions(), retry: false });
  const own = session ? [{ id: session.user.id, name: session.user.name }] : [];
  const known = users.data ?? own;
  return (
    <>
      <MultiSelect
        label={t('field.user_ids')}
        searchable
        value={node.user_ids}
        error={errorOf('user_ids') ?? errorOf('sender_id')}
        onChange={(user_ids) => edit({ user_ids })}
        data={known.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextInput
        label={t('field.subject')}
        value={node.subject}
        error={errorOf('subject')}
        onChange={(event) => edit({ subject: event.currentTarget.value }, 'subject')}
      />
      <Textarea
        label={t('field.text')}
        description={t('field.notify_hint')}
        autosize
        minRows={3}
        value={node.text}
        onChange={(event) => edit({ text: event.currentTarget.value }, 'text')}
      />
    </>
  );
}
