import { Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import { SectionHead } from '../section-head.tsx';

const COLUMNS = ['accepted', 'failed', 'waiting', 'bounced', 'complained', 'opened'] as const;

/** Where mail does well, and where it does not. */
export function ProviderTable() {
  const { t } = useTranslation('sending_health');
  const format = useFormat();
  const { data, error, refetch } = useQuery(api.sendingHealth.providers.queryOptions({ input: {} }));
  return (
    <section>
      <SectionHead title={t('providers_title')} text={t('providers_text')} />
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <LoadingRows rows={3} />
      ) : (
        <Table.ScrollContainer minWidth={560}>
          <Table withTableBorder>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('column.provider')}</Table.Th>
                {COLUMNS.map((column) => (
                  <Table.Th key={column} scope="col" ta="right">
                    {t(`column.${column}`)}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {data.map((row) => (
                <Table.Tr key={row.provider}>
                  <Table.Th scope="row" fw={400}>
                    {t(`provider.${row.provider}`)}
                  </Table.Th>
                  {COLUMNS.map((column) => (
                    <Table.Td key={column} ta="right">
                      {format.number(row[column])}
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </section>
  );
}
