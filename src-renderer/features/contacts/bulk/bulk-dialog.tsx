import { Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ListPicker } from '#renderer/pickers/list-picker.tsx';
import type { BulkActionInput } from '#shared/contract/bulk-edit.contract.ts';
import { FieldStep } from './field-step.tsx';

export type BulkChoice = Exclude<BulkActionInput['kind'], 'bin' | 'restore'>;

interface BulkDialogProps {
  /** What is to be done; null closes. */
  choice: BulkChoice | null;
  count: number;
  starting: boolean;
  onClose(): void;
  onStart(action: BulkActionInput): Promise<boolean>;
}

/** Asks what exactly, says to how many. */
export function BulkDialog({ choice, count, starting, onClose, onStart }: BulkDialogProps) {
  const { t } = useTranslation('contacts');
  const [action, setAction] = useState<BulkActionInput | null>(null);
  const close = () => {
    setAction(null);
    onClose();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (action) void onStart(action).then((started) => started && close());
  };
  const sure = action?.kind === choice ? action : null;
  return (
    <Modal
      opened={choice !== null}
      onClose={close}
      title={choice && t(`bulk.open.${choice}`)}
      closeButtonProps={{ 'aria-label': t('close', { ns: 'common' }) }}
    >
      {choice && (
        <form onSubmit={submit}>
          <Stack gap="md">
            <Text c="dimmed">{t(`bulk.text.${choice}`)}</Text>
            {(choice === 'add_tag' || choice === 'remove_tag') && (
              <TagStep kind={choice} key={choice} onChange={setAction} />
            )}
            {(choice === 'add_to_list' || choice === 'remove_from_list') && (
              <ListStep kind={choice} key={choice} onChange={setAction} />
            )}
            {choice === 'set_field' && <FieldStep onChange={setAction} />}
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={close}>
                {t('cancel', { ns: 'common' })}
              </Button>
              <Button type="submit" disabled={!sure} loading={starting}>
                {t('bulk.action', { count })}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

interface StepProps<Kind> {
  kind: Kind;
  onChange(action: BulkActionInput | null): void;
}

/** A tag that exists, or for giving one, a new one. */
function TagStep({ kind, onChange }: StepProps<'add_tag' | 'remove_tag'>) {
  const { t } = useTranslation('contacts');
  const { data = [] } = useQuery(api.tags.list.queryOptions());
  const names = data.map(({ name }) => name);
  const change = (tag: string | null) => onChange(tag?.trim() ? { kind, tag: tag.trim() } : null);
  if (kind === 'remove_tag') {
    return <Select label={t('bulk.tag')} data={names} searchable onChange={change} data-autofocus />;
  }
  return <NewTagInput names={names} onChange={change} />;
}

const OFFERED = 12;

/** What fits stands below as buttons, where it covers nothing. */
function NewTagInput({ names, onChange }: { names: string[]; onChange(tag: string): void }) {
  const { t } = useTranslation('contacts');
  const [tag, setTag] = useState('');
  const wanted = tag.trim().toLowerCase();
  const offered = names.filter((name) => name.toLowerCase().includes(wanted) && name !== tag).slice(0, OFFERED);
  const choose = (next: string) => {
    setTag(next);
    onChange(next);
  };
  return (
    <Stack gap="xs">
      <TextInput
        label={t('bulk.tag')}
        description={t('bulk.tag_hint')}
        value={tag}
        maxLength={64}
        onChange={(event) => choose(event.currentTarget.value)}
        data-autofocus
      />
      {offered.length > 0 && (
        <Group gap={6} role="group" aria-label={t('bulk.tags_there')}>
          {offered.map((name) => (
            <Button key={name} size="compact-sm" variant="default" radius="xl" fw={400} onClick={() => choose(name)}>
              {name}
            </Button>
          ))}
        </Group>
      )}
    </Stack>
  );
}

function ListStep({ kind, onChange }: StepProps<'add_to_list' | 'remove_from_list'>) {
  const { t } = useTranslation('contacts');
  return (
    <ListPicker
      label={t('add.list')}
      onChange={(list_id) => onChange(list_id ? { kind, list_id } : null)}
      data-autofocus
    />
  );
}
