import { Anchor, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMay } from '#renderer/data/session.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { CampaignReport } from '#shared/contract/report.contract.ts';
import { Panel } from './panel.tsx';

interface ReasonListProps {
  kind: 'leave_reason' | 'failure_cause';
  rows: CampaignReport['breakdown'];
  /** All of them. */
  href: string;
}

/** Why people left, or why messages did not arrive, the most frequent first. */
export function ReasonList({ kind, rows, href }: ReasonListProps) {
  const { t } = useTranslation(['insights', 'failures', 'suppression']);
  const format = useFormat();
  const may = useMay();
  const countOf = (row: (typeof rows)[number]) =>
    kind === 'leave_reason' ? row.unsubscribed : row.failed + row.bounced;
  const sorted = [...rows].sort((one, other) => countOf(other) - countOf(one));
  const nameOf = (value: string) => {
    if (kind === 'failure_cause') return t(`failures:cause.${value as 'other'}`);
    return value === '' ? t('reasons.unsaid') : t(`suppression:leave.reason.${value as 'other'}`);
  };
  return (
    <Panel
      title={t(`reasons.${kind}`)}
      tools={
        sorted.length > 0 &&
        may('delivery.read') && (
          <Anchor component={Link} href={href} size="sm">
            {t('reasons.list')}
          </Anchor>
        )
      }
    >
      {sorted.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t(`reasons.none_${kind}`)}
        </Text>
      ) : (
        <Table horizontalSpacing={0} verticalSpacing={6}>
          <Table.Tbody className="numbers">
            {sorted.map((row) => (
              <Table.Tr key={row.value}>
                <Table.Th scope="row" fw={400}>
                  {nameOf(row.value)}
                </Table.Th>
                <Table.Td ta="end">{format.number(countOf(row))}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Panel>
  );
}
