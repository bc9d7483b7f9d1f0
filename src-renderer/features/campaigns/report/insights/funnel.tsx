import { Anchor, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMay } from '#renderer/data/session.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { CampaignCounts } from '#shared/contract/campaign.contract.ts';
import type { CampaignReport } from '#shared/contract/report.contract.ts';
import { sentOf } from '../../campaign-figures.ts';
import { Panel } from './panel.tsx';
import { type BarMeasure, ShareBar } from './share-bar.tsx';

interface FunnelProps {
  campaignId: string;
  counts: CampaignCounts;
  /** null: the campaign has no goal. */
  conversion: CampaignReport['conversion'];
}

/** From everybody addressed to those who did what the campaign is for. */
export function Funnel({ campaignId, counts, conversion }: FunnelProps) {
  const { t } = useTranslation('insights');
  const format = useFormat();
  const may = useMay();
  const sent = sentOf(counts);
  const steps: {
    name: 'audience' | 'sent' | 'delivered' | 'opened' | 'clicked' | 'converted';
    value: number;
    bar: BarMeasure;
    show?: string;
  }[] = [
    { name: 'audience', value: counts.audience, bar: 'sent', show: '' },
    { name: 'sent', value: sent, bar: 'sent', show: 'sent' },
    { name: 'delivered', value: counts.accepted + counts.complained, bar: 'sent' },
    { name: 'opened', value: counts.opened_human, bar: 'opened', show: 'opened' },
    { name: 'clicked', value: counts.clicked_human, bar: 'clicked', show: 'clicked' },
  ];
  if (conversion) steps.push({ name: 'converted', value: conversion.people, bar: 'converted' });
  return (
    <Panel title={t('funnel.title')} note={t('funnel.note')}>
      <Table horizontalSpacing={0} verticalSpacing={6} layout="fixed" withRowBorders={false}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={130}>{t('funnel.step')}</Table.Th>
            <Table.Td />
            <Table.Th w={80} ta="end">
              {t('people')}
            </Table.Th>
            <Table.Th w={72} ta="end">
              {t('funnel.share')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="numbers">
          {steps.map(({ name, value, bar, show }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={400} w={130}>
                {t(`funnel.${name}`)}
              </Table.Th>
              <Table.Td>
                <ShareBar part={value} whole={counts.audience} measure={bar} />
              </Table.Td>
              <Table.Td ta="end" w={80}>
                {show !== undefined && may('delivery.read') ? (
                  <Anchor
                    component={Link}
                    href={`/campaigns/${campaignId}?tab=deliveries${show && `&show=${show}`}`}
                    inherit
                  >
                    {format.number(value)}
                  </Anchor>
                ) : (
                  format.number(value)
                )}
              </Table.Td>
              <Table.Td ta="end" w={72}>
                <Text span size="sm" c="dimmed">
                  {format.percent(value, counts.audience)}
                </Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Panel>
  );
}
