import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { CampaignCounts } from '#shared/contract/campaign.contract.ts';
import type { CampaignReport } from '#shared/contract/report.contract.ts';
import { sentOf } from '../../campaign-figures.ts';
import { Panel } from './panel.tsx';

const NAMES = ['opened', 'clicked', 'unsubscribed'] as const;

/** Beside what is usual here, and what had come when the last message was out beside what came since. */
export function UsualNote({ counts, report }: { counts: CampaignCounts; report: CampaignReport }) {
  const { t } = useTranslation('insights');
  const format = useFormat();
  const { usual, at_completion } = report;
  const sent = sentOf(counts);
  const now = { opened: counts.opened_human, clicked: counts.clicked_human, unsubscribed: counts.unsubscribed };
  const shareOf = (share: number) => format.percent(Math.round(share * 10_000), 10_000);
  return (
    <Panel title={t('usual.title')} note={usual ? t('usual.note', { count: usual.campaigns }) : t('usual.too_few')}>
      <Table horizontalSpacing={0} verticalSpacing={6} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('usual.measure')}</Table.Th>
            <Table.Th ta="end">{t('usual.this')}</Table.Th>
            <Table.Th ta="end">{t('usual.usual')}</Table.Th>
            <Table.Th ta="end">{t('usual.at_completion')}</Table.Th>
            <Table.Th ta="end">{t('usual.since')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="numbers">
          {NAMES.map((name) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400}>
                {t(`funnel.${name}`)}
              </Table.Th>
              <Table.Td ta="end">{format.percent(now[name], sent)}</Table.Td>
              <Table.Td ta="end">{usual ? shareOf(usual[name]) : '–'}</Table.Td>
              <Table.Td ta="end">{at_completion ? format.number(at_completion[name]) : '–'}</Table.Td>
              <Table.Td ta="end">{at_completion ? format.number(now[name] - at_completion[name]) : '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
