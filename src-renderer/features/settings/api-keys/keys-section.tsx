import { ActionIcon, Button, Paper, Table, Text, Tooltip, VisuallyHidden } from '@mantine/core';
import { IconKey, IconPlus, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ApiKey } from '#shared/contract/api-key.contract.ts';
import { SectionHead } from '../section-head.tsx';
import { MadeKeyDialog } from './made-key-dialog.tsx';
import { NewKeyDialog } from './new-key-dialog.tsx';

interface MadeKey {
  name: string;
  secret: string;
}

export function KeysSection() {
  const { t } = useTranslation(['api_keys', 'settings']);
  const writes = useMay()('apikey.write');
  const { data, error, refetch } = useQuery(api.apiKeys.list.queryOptions());
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<MadeKey | null>(null);
  const add = writes && (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setAdding(true)}>
      {t('add')}
    </Button>
  );
  return (
    <section>
      <SectionHead title={t('settings:section.keys')} text={t('text')} action={add} />
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <LoadingRows rows={3} />
      ) : data.length === 0 ? (
        <EmptyState icon={IconKey} sentence={t('empty')} />
      ) : (
        <Keys keys={data} writes={writes} />
      )}
      {adding && <NewKeyDialog onClose={() => setAdding(false)} onMade={setMade} />}
      {made && <MadeKeyDialog {...made} onClose={() => setMade(null)} />}
    </section>
  );
}

function Keys({ keys, writes }: { keys: ApiKey[]; writes: boolean }) {
  const { t } = useTranslation(['api_keys', 'settings']);
  return (
    <Paper withBorder radius="md">
      <Table.ScrollContainer minWidth={640}>
        <Table aria-label={t('settings:section.keys')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('name')}</Table.Th>
              <Table.Th>{t('scopes')}</Table.Th>
              <Table.Th w={140}>{t('last_used')}</Table.Th>
              <Table.Th w={140}>{t('ends')}</Table.Th>
              <Table.Th w={52}>
                <VisuallyHidden>{t('revoke')}</VisuallyHidden>
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {keys.map((key) => (
              <KeyRow key={key.id} apiKey={key} writes={writes} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}

function KeyRow({ apiKey, writes }: { apiKey: ApiKey; writes: boolean }) {
  const { t } = useTranslation('api_keys');
  const format = useFormat();
  const revoke = useMutation(api.apiKeys.revoke.mutationOptions({ onError: toast.failed }));
  const { id, name, handle, scopes, revoked_at, last_used_at } = apiKey;
  const ask = () =>
    confirm({
      title: t('revoke_title', { name }),
      body: t('revoke_body'),
      action: t('revoke'),
      danger: true,
      onConfirm: () => revoke.mutate({ id }),
    });
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500} c={revoked_at ? 'dimmed' : undefined}>
          {name}
        </Text>
        <Text size="xs" c="dimmed" ff="monospace">
          hrld_{handle}_…
        </Text>
      </Table.Td>
      <Table.Td>
        <Tooltip label={scopes.join(', ')} multiline maw={360}>
          <Text size="sm" w="fit-content" tabIndex={0}>
            {scopes.length <= 2 ? scopes.join(', ') : t('scope_count', { count: scopes.length })}
          </Text>
        </Tooltip>
        <Text size="xs" c="dimmed">
          {t('acts_for')} {apiKey.acts_for}
        </Text>
      </Table.Td>
      <Table.Td>{last_used_at ? format.relative(last_used_at) : t('never_used')}</Table.Td>
      <Table.Td>
        <Ending apiKey={apiKey} />
      </Table.Td>
      <Table.Td>
        {writes && !revoked_at && (
          <Tooltip label={t('revoke')}>
            <ActionIcon aria-label={t('revoke_of', { name })} onClick={ask}>
              <IconTrash size={18} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

function Ending({ apiKey: { revoked_at, expires_at } }: { apiKey: ApiKey }) {
  const { t } = useTranslation('api_keys');
  const format = useFormat();
  if (revoked_at) return t('revoked');
  if (expires_at === null) return t('never_ends');
  return Date.parse(expires_at) <= Date.now() ? t('expired') : format.instant(expires_at, 'date');
}
