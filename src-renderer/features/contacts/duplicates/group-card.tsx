import { Anchor, Badge, Button, Checkbox, Group, Paper, Stack, Table, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ContactStatusPill } from '#renderer/pickers/contact-status-pill.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ContactRow } from '#shared/contract/contact.contract.ts';
import type { DuplicateGroup } from '#shared/contract/duplicate.contract.ts';

interface GroupCardProps {
  group: DuplicateGroup;
  picked: boolean;
  onPick(): void;
  onMerge(): void;
}

/** Who may be the same, why, and who would be kept. */
export function GroupCard({ group, picked, onPick, onMerge }: GroupCardProps) {
  const { t } = useTranslation('contacts');
  const may = useMay();
  const dismiss = useMutation(
    api.duplicates.dismiss.mutationOptions({
      onSuccess: () => toast.done(t('duplicates.dismissed')),
      onError: toast.failed,
    }),
  );
  const kept = group.contacts.find(({ id }) => id === group.suggested_id);
  return (
    <Paper withBorder p="md" component="section" aria-label={kept?.name}>
      <Stack gap="sm">
        <Group justify="space-between" wrap="nowrap">
          <Group gap="sm" wrap="nowrap">
            {may('contact.write') && (
              <Checkbox
                aria-label={t('duplicates.pick', { name: kept?.name ?? '' })}
                checked={picked}
                onChange={onPick}
              />
            )}
            <Text fw={500}>{t(`duplicates.same.${group.rule}`)}</Text>
          </Group>
          {may('contact.write') && (
            <Group gap="xs" wrap="nowrap">
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                loading={dismiss.isPending}
                onClick={() => dismiss.mutate({ id: group.id })}
              >
                {t('duplicates.dismiss')}
              </Button>
              <Button size="xs" variant="default" onClick={onMerge}>
                {t('duplicates.compare')}
              </Button>
            </Group>
          )}
        </Group>
        <PeopleTable contacts={group.contacts} suggestedId={group.suggested_id} />
      </Stack>
    </Paper>
  );
}

/** People side by side, one a line. */
export function PeopleTable({ contacts, suggestedId }: { contacts: ContactRow[]; suggestedId?: string }) {
  const { t } = useTranslation(['contacts', 'audience']);
  const format = useFormat();
  return (
    <Table layout="fixed" horizontalSpacing="xs">
      <Table.Tbody>
        {contacts.map((contact) => (
          <Table.Tr key={contact.id}>
            <Table.Td w="22%">
              <Anchor component={Link} href={`/contacts/${contact.id}`} fw={500}>
                {contact.name || t('audience:no_name')}
              </Anchor>
            </Table.Td>
            <Table.Td w="28%">
              <Text span inherit truncate display="block">
                {contact.email}
              </Text>
            </Table.Td>
            <Table.Td w="16%">{contact.company || contact.phone}</Table.Td>
            <Table.Td>
              <ContactStatusPill status={contact.status} />
            </Table.Td>
            <Table.Td ta="end">
              {contact.id === suggestedId ? (
                <Badge variant="light" tt="none">
                  {t('duplicates.keep')}
                </Badge>
              ) : (
                <Text span inherit c="dimmed">
                  {format.instant(contact.created_at, 'date')}
                </Text>
              )}
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
