import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { CampaignCounts } from '#shared/contract/campaign.contract.ts';
import type { CampaignReport } from '#shared/contract/report.contract.ts';
import { closingFigures } from './closing-figures.ts';
import { Panel } from './panel.tsx';

/** What the report said when the time for answers was over, beside what came since; until then, when that will be. */
export function ClosingPanel({ counts, report }: { counts: CampaignCounts; report: CampaignReport }) {
  const { t } = useTranslation('insights');
  const format = useFormat();
  const { closing, closes_at } = report;
  if (!closing) {
    if (!closes_at) return null;
    return <Panel title={t('closing.title')} note={t('closing.will', { when: format.instant(closes_at) })} />;
  }
  const figures = closingFigures(counts, report);
  const note = t('closing.note', { when: format.instant(closing.at), count: closing.days });
  return (
    <Panel title={t('closing.title')} note={note}>
      <Table horizontalSpacing={0} verticalSpacing={6} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Td />
            {figures.map(({ name }) => (
              <Table.Th key={name} ta="end">
                {t(`closing.${name}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="numbers">
          <Table.Tr>
            <Table.Th scope="row" fw={400}>
              {t('closing.kept')}
            </Table.Th>
            {figures.map(({ name, kept, has_share }) => (
              <Table.Td key={name} ta="end">
                {has_share && (
                  <Text span size="sm" c="dimmed" mr={6}>
                    {format.percent(kept, closing.outcome.sent)}
                  </Text>
                )}
                {format.number(kept)}
              </Table.Td>
            ))}
          </Table.Tr>
          <Table.Tr>
            <Table.Th scope="row" fw={400}>
              {t('closing.since')}
            </Table.Th>
            {figures.map(({ name, since }) => (
              <Table.Td key={name} ta="end">
                {since > 0 ? `+${format.number(since)}` : format.number(since)}
              </Table.Td>
            ))}
          </Table.Tr>
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
