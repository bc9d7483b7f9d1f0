import { Alert, Button, Group, Modal, Radio, Stack, Table, Text } from '@mantine/core';
import { IconShieldCheck } from '@tabler/icons-react';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { MergePreview } from '#shared/contract/duplicate.contract.ts';
import type { SuppressionReason } from '#shared/domain/contact-status.ts';
import { useColumnNames } from '../views/column-chooser.tsx';
import { useUndoMerges } from './use-undo-merges.ts';

interface MergeDialogProps {
  /** Who is to become one; null closes. */
  contactIds: string[] | null;
  onClose(): void;
  onMerged?(contact_id: string): void;
}

/** The contacts side by side, with whose value each field takes, and what comes together. */
export function MergeDialog({ contactIds, onClose, onMerged }: MergeDialogProps) {
  const { t } = useTranslation(['contacts', 'common']);
  return (
    <Modal
      opened={contactIds !== null}
      onClose={onClose}
      size="xl"
      title={t('duplicates.dialog', { count: contactIds?.length ?? 0 })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {contactIds && <Choosing key={contactIds.join()} contactIds={contactIds} onClose={onClose} onMerged={onMerged} />}
    </Modal>
  );
}

function Choosing({ contactIds, onClose, onMerged }: MergeDialogProps & { contactIds: string[] }) {
  const { t } = useTranslation(['contacts', 'common']);
  const [keep, setKeep] = useState<string | undefined>();
  const [choices, setChoices] = useState<Record<string, string>>({});
  const undo = useUndoMerges();
  const { data, error, refetch } = useQuery({
    ...api.duplicates.preview.queryOptions({ input: { contact_ids: contactIds, keep_id: keep } }),
    placeholderData: keepPreviousData,
  });
  const merge = useMutation(
    api.duplicates.merge.mutationOptions({
      onSuccess({ merge_id, contact_id }) {
        toast.done(t('duplicates.merged', { count: 1 }), {
          label: t('common:undo'),
          onClick: () => undo([merge_id]),
        });
        onClose();
        onMerged?.(contact_id);
      },
      onError: toast.failed,
    }),
  );
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows />;
  const kept = keep ?? data.suggested_id;
  return (
    <Stack gap="md">
      <Text c="dimmed">{t('duplicates.dialog_text')}</Text>
      <FieldTable
        preview={data}
        kept={kept}
        onKeep={(id) => {
          setKeep(id);
          setChoices({});
        }}
        choices={choices}
        onChoose={(name, id) => setChoices({ ...choices, [name]: id })}
      />
      <Joined joined={data.joined} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button
          loading={merge.isPending}
          onClick={() => merge.mutate({ contact_ids: contactIds, keep_id: kept, choices })}
        >
          {t('duplicates.merge', { count: contactIds.length })}
        </Button>
      </Group>
    </Stack>
  );
}

interface FieldTableProps {
  preview: MergePreview;
  kept: string;
  onKeep(id: string): void;
  choices: Record<string, string>;
  onChoose(name: string, id: string): void;
}

function FieldTable({ preview, kept, onKeep, choices, onChoose }: FieldTableProps) {
  const { t } = useTranslation('contacts');
  const names = useColumnNames();
  return (
    <Table.ScrollContainer minWidth={520}>
      <Table layout="fixed" verticalSpacing="xs">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={140}>{t('duplicates.field')}</Table.Th>
            {preview.contacts.map((contact) => (
              <Table.Th key={contact.id}>
                <Radio
                  name="keep"
                  label={contact.id === kept ? t('duplicates.stays') : t('duplicates.keep_this')}
                  aria-label={t('duplicates.keep_named', { name: contact.name })}
                  checked={contact.id === kept}
                  onChange={() => onKeep(contact.id)}
                />
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {preview.fields.map(({ name, values, choice }) => {
            const chosen = choices[name] ?? choice;
            const differ = new Set(values.map(({ value }) => JSON.stringify(value))).size > 1;
            return (
              <Table.Tr key={name}>
                <Table.Th fw={500}>{names.of(name)}</Table.Th>
                {values.map(({ contact_id, value }) => (
                  <Table.Td key={contact_id} style={{ overflowWrap: 'anywhere' }}>
                    {differ ? (
                      <Radio
                        name={name}
                        label={shown(value) || t('duplicates.nothing')}
                        aria-label={`${names.of(name)}: ${shown(value) || t('duplicates.nothing')}`}
                        checked={contact_id === chosen}
                        onChange={() => onChoose(name, contact_id)}
                      />
                    ) : (
                      shown(value)
                    )}
                  </Table.Td>
                ))}
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Joined({ joined }: Pick<MergePreview, 'joined'>) {
  const { t } = useTranslation(['contacts', 'audience']);
  const { lists, tags, notes, events, deliveries, suppression } = joined;
  const listNames = lists.map(({ name, state }) => `${name} (${t(`audience:member_state.${state}`)})`);
  const words = [
    listNames.length > 0 && t('duplicates.lists', { lists: new Intl.ListFormat().format(listNames) }),
    tags.length > 0 && t('duplicates.tags', { tags: new Intl.ListFormat().format(tags) }),
    notes + events + deliveries > 0 && t('duplicates.comes', { notes, events, deliveries }),
  ].filter(Boolean);
  if (words.length === 0 && !suppression) return null;
  return (
    <Stack gap="xs">
      <Text fw={500}>{t('duplicates.together')}</Text>
      {words.map((line) => (
        <Text key={String(line)} size="sm">
          {line}
        </Text>
      ))}
      {suppression && (
        <Alert color="yellow" icon={<IconShieldCheck size={18} aria-hidden />}>
          {t('duplicates.suppressed', { reason: t(`audience:status.${suppression as SuppressionReason}`) })}
        </Alert>
      )}
    </Stack>
  );
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  return Array.isArray(value) ? value.join(', ') : String(value);
}
