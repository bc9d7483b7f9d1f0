import { Button, Group, Radio, Stack, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Template, TemplateVersion } from '#shared/contract/template.contract.ts';
import type { TemplateDraftEditor } from '../use-template-draft.ts';
import { CompareVersions } from './compare-versions.tsx';

interface VersionsTabProps {
  template: Template;
  writable: boolean;
  draft: TemplateDraftEditor;
}

/** Who changed what, and any two versions side by side. */
export function VersionsTab({ template, writable, draft }: VersionsTabProps) {
  const { t } = useTranslation('templates');
  const { id, version: newest } = template;
  const versions = useQuery(api.templates.versions.queryOptions({ input: { id } }));
  const [older, setOlder] = useState(Math.max(1, newest - 1));
  const [newer, setNewer] = useState(newest);
  if (versions.error) return <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />;
  if (!versions.data) return <LoadingRows rows={4} />;
  return (
    <Stack gap="md">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('compare.older')}</Table.Th>
            <Table.Th>{t('compare.newer')}</Table.Th>
            <Table.Th>{t('compare.what')}</Table.Th>
            <Table.Th>{t('compare.who')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {versions.data.map((row) => (
            <Table.Tr key={row.version}>
              <Table.Td>
                <Radio
                  checked={row.version === older}
                  aria-label={t('compare.as_older', { version: row.version })}
                  onChange={() => setOlder(row.version)}
                />
              </Table.Td>
              <Table.Td>
                <Radio
                  checked={row.version === newer}
                  aria-label={t('compare.as_newer', { version: row.version })}
                  onChange={() => setNewer(row.version)}
                />
              </Table.Td>
              <Table.Td>
                <VersionWords row={row} />
              </Table.Td>
              <Table.Td>
                <Signature row={row} />
              </Table.Td>
              <Table.Td>
                {writable && row.version !== newest && (
                  <RestoreButton template={template} version={row.version} draft={draft} />
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {older !== newer && <CompareVersions id={id} older={older} newer={newer} />}
    </Stack>
  );
}

function VersionWords({ row }: { row: TemplateVersion }) {
  const { t } = useTranslation('templates');
  const parts = row.changed.map((part) => t(`part.${part as 'body'}`)).join(', ');
  return (
    <>
      <Text size="sm" fw={500}>
        {t('version', { version: row.version })}
        {row.note && `: ${row.note}`}
      </Text>
      <Text size="xs" c="dimmed">
        {row.version === 1 ? t('compare.first') : parts ? t('compare.changed', { parts }) : t('compare.nothing')}
      </Text>
    </>
  );
}

function Signature({ row }: { row: TemplateVersion }) {
  const format = useFormat();
  return (
    <Group gap={6}>
      <Text size="sm">{row.author}</Text>
      <Text size="sm" c="dimmed">
        {format.instant(row.at)}
      </Text>
    </Group>
  );
}

function RestoreButton({ template, version, draft }: Omit<VersionsTabProps, 'writable'> & { version: number }) {
  const { t } = useTranslation('templates');
  const { id, revision } = template;
  const restore = useMutation(
    api.templates.restore.mutationOptions({
      onSuccess: (next) => {
        draft.begin(next);
        toast.done(t('restored', { version }));
      },
      onError: toast.failed,
    }),
  );
  const restoreNow = async () => {
    if (await draft.flush()) restore.mutate({ id, version, revision, draft_revision: draft.revision() });
  };
  const ask = () =>
    confirm({
      title: t('restore_title', { version }),
      body: t('restore_text'),
      action: t('restore'),
      danger: true,
      onConfirm: () => void restoreNow(),
    });
  return (
    <Button
      size="compact-sm"
      variant="default"
      loading={restore.isPending}
      onClick={draft.differs ? ask : () => void restoreNow()}
    >
      {t('restore')}
    </Button>
  );
}
