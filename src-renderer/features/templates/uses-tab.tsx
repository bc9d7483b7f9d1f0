import { Anchor, Table, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { CampaignStatePill } from '#renderer/pickers/campaign-state-pill.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';

/** Campaigns that began from it. */
export function UsesTab({ id }: { id: string }) {
  const { t } = useTranslation('templates');
  const format = useFormat();
  const uses = useQuery(api.templates.uses.queryOptions({ input: { id } }));
  if (uses.error) return <ErrorState error={uses.error} onRetry={() => void uses.refetch()} />;
  if (!uses.data) return <LoadingRows rows={3} />;
  if (uses.data.length === 0) return <EmptyState icon={IconSend} sentence={t('no_uses')} />;
  return (
    <Table maw={860}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('campaign')}</Table.Th>
          <Table.Th>{t('state')}</Table.Th>
          <Table.Th>{t('from_version')}</Table.Th>
          <Table.Th>{t('when')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {uses.data.map((use) => (
          <Table.Tr key={use.id}>
            <Table.Td>
              <Anchor component={Link} href={`/campaigns/${use.id}`}>
                {use.name}
              </Anchor>
            </Table.Td>
            <Table.Td>
              <CampaignStatePill state={use.state} />
            </Table.Td>
            <Table.Td className="numbers">{use.version}</Table.Td>
            <Table.Td>
              <Text size="sm">{format.instant(use.created_at)}</Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
