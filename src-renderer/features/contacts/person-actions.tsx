import { ActionIcon, Button, Checkbox, Group, List, Menu, Modal, Stack, Text, TextInput } from '@mantine/core';
import { IconDots, IconFileTypeHtml, IconJson, IconUserX } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import { toast } from '#renderer/ui/toast.tsx';

interface PersonActionsProps {
  id: string;
  name: string;
}

/** What a person may ask for about themselves: everything that is known, or that nothing is. */
export function PersonActions({ id, name }: PersonActionsProps) {
  const { t } = useTranslation(['contacts', 'common']);
  const may = useMay();
  const [, navigate] = useLocation();
  const [erases, setErases] = useState(false);
  const takeout = useMutation(
    api.contacts.takeout.mutationOptions({
      onSuccess: (file) => saveFile(file.name, file),
      onError: toast.failed,
    }),
  );
  if (!may('contact.export') && !may('contact.erase')) return null;
  return (
    <>
      <Menu width={280} position="bottom-end">
        <Menu.Target>
          <ActionIcon size={36} variant="default" aria-label={t('common:more_actions')} loading={takeout.isPending}>
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          {may('contact.export') && (
            <>
              <Menu.Item
                leftSection={<IconFileTypeHtml size={16} aria-hidden />}
                onClick={() => takeout.mutate({ id, format: 'html' })}
              >
                {t('person.page')}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconJson size={16} aria-hidden />}
                onClick={() => takeout.mutate({ id, format: 'json' })}
              >
                {t('person.json')}
              </Menu.Item>
            </>
          )}
          <Menu.Item onClick={() => navigate(`/contacts/duplicates?contact=${id}`)}>
            {t('duplicates.of_this')}
          </Menu.Item>
          {may('contact.erase') && (
            <>
              <Menu.Divider />
              <Menu.Item color="red" leftSection={<IconUserX size={16} aria-hidden />} onClick={() => setErases(true)}>
                {t('person.erase')}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Modal
        opened={erases}
        onClose={() => setErases(false)}
        title={t('person.erase_title', { name })}
        closeButtonProps={{ 'aria-label': t('common:close') }}
      >
        {erases && <Erasure id={id} onDone={() => navigate('/contacts', { replace: true })} />}
      </Modal>
    </>
  );
}

function Erasure({ id, onDone }: { id: string; onDone(): void }) {
  const { t } = useTranslation(['contacts', 'common']);
  const { data } = useQuery(api.contacts.erasure.queryOptions({ input: { id } }));
  const [typed, setTyped] = useState('');
  const [block, setBlock] = useState(false);
  const erase = useMutation(
    api.contacts.erase.mutationOptions({
      onSuccess() {
        toast.done(t('person.erased'));
        onDone();
      },
      onError: toast.failed,
    }),
  );
  if (!data) return null;
  const right = typed.trim().toLowerCase() === data.confirm.toLowerCase();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (right) erase.mutate({ id, confirm: typed, block });
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text>{t('person.final')}</Text>
        <div>
          <Text fw={500}>{t('person.goes')}</Text>
          <List size="sm">
            <List.Item>{t('person.goes_data')}</List.Item>
            <List.Item>
              {t('person.goes_counts', {
                lists: data.lists,
                tags: data.tags,
                notes: data.notes,
                events: data.events,
              })}
            </List.Item>
            <List.Item>{t('person.goes_addresses', { count: data.deliveries })}</List.Item>
          </List>
        </div>
        <div>
          <Text fw={500}>{t('person.stays')}</Text>
          <List size="sm">
            <List.Item>{t('person.stays_counts')}</List.Item>
            <List.Item>{data.suppressed ? t('person.stays_suppressed') : t('person.stays_free')}</List.Item>
            <List.Item>{t('person.stays_backups')}</List.Item>
          </List>
        </div>
        {!data.suppressed && (
          <Checkbox
            label={t('person.block')}
            checked={block}
            onChange={(event) => setBlock(event.currentTarget.checked)}
          />
        )}
        <TextInput
          label={t('person.type', { name: data.confirm })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        <Group justify="flex-end">
          <Button type="submit" color="red" disabled={!right} loading={erase.isPending}>
            {t('person.erase_action')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
