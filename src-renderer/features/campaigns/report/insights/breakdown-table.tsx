import { Anchor, Button, SegmentedControl, Table, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMay } from '#renderer/data/session.ts';
import { countryName } from '#renderer/pickers/countries.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { CampaignReport } from '#shared/contract/report.contract.ts';
import { breakdownCsv } from './breakdown-csv.ts';
import classes from './insights.module.css';
import { Panel } from './panel.tsx';
import { ShareBar } from './share-bar.tsx';

type Row = CampaignReport['breakdown'][number];

const BY = ['provider', 'domain', 'country', 'client', 'device'] as const;
type By = (typeof BY)[number];
/** Those whose people the list of deliveries can be narrowed to. */
const LISTED: readonly By[] = ['domain', 'country'];
const SHOWN = 12;

interface BreakdownTableProps {
  campaignId: string;
  rows: readonly Row[];
  note: string;
}

/** The outcome by one property of its recipients. */
export function BreakdownTable({ campaignId, rows, note }: BreakdownTableProps) {
  const { t } = useTranslation('insights');
  const format = useFormat();
  const may = useMay();
  const nameOf = useValueName();
  const [by, setBy] = useState<By>('provider');
  const [all, setAll] = useState(false);
  const found = rows.filter(({ dimension }) => dimension === by).sort((one, other) => other.sent - one.sent);
  const shown = all ? found : found.slice(0, SHOWN);
  const listOf = (row: Row, did: 'opened' | 'clicked', words: string) =>
    LISTED.includes(by) && row.value !== '' && row.value !== '*' && may('delivery.read') ? (
      <Anchor
        component={Link}
        inherit
        underline="always"
        href={`/campaigns/${campaignId}?tab=deliveries&show=${did}&${by}=${encodeURIComponent(row.value)}`}
      >
        {words}
      </Anchor>
    ) : (
      words
    );
  const tools = (
    <>
      <SegmentedControl
        size="xs"
        aria-label={t('by.title')}
        value={by}
        onChange={(value) => setBy(value as By)}
        data={BY.map((value) => ({ value, label: t(`by.${value}`) }))}
      />
      <Button
        size="xs"
        variant="subtle"
        leftSection={<IconDownload size={16} aria-hidden />}
        onClick={() => saveFile(`${by}.csv`, new Blob([breakdownCsv(found)], { type: 'text/csv' }))}
      >
        {t('csv')}
      </Button>
    </>
  );
  return (
    <Panel title={t('by.title')} note={by === 'client' || by === 'device' ? t('by.client_note') : note} tools={tools}>
      {found.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('by.none')}
        </Text>
      ) : (
        <Table horizontalSpacing={8} verticalSpacing={6} layout="fixed">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t(`by.${by}`)}</Table.Th>
              <Table.Th ta="end" w={90}>
                {t('funnel.sent')}
              </Table.Th>
              <Table.Th className={classes.bars}>{t('funnel.opened')}</Table.Th>
              <Table.Th ta="end" w={130}>
                {t('people')}
              </Table.Th>
              <Table.Th className={classes.bars}>{t('funnel.clicked')}</Table.Th>
              <Table.Th ta="end" w={130}>
                {t('people')}
              </Table.Th>
              <Table.Th ta="end" w={110}>
                {t('by.failed')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody className="numbers">
            {shown.map((row) => (
              <Table.Tr key={row.value}>
                <Table.Th scope="row" fw={400} className={classes.value} title={nameOf(by, row.value)}>
                  {nameOf(by, row.value)}
                </Table.Th>
                <Table.Td ta="end">{format.number(row.sent)}</Table.Td>
                <Table.Td>
                  <ShareBar part={row.opened} whole={row.sent} measure="opened" />
                </Table.Td>
                <Table.Td ta="end">
                  {listOf(row, 'opened', format.number(row.opened))}{' '}
                  <Text span size="sm" c="dimmed">
                    {format.percent(row.opened, row.sent)}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <ShareBar part={row.clicked} whole={row.sent} measure="clicked" />
                </Table.Td>
                <Table.Td ta="end">
                  {listOf(row, 'clicked', format.number(row.clicked))}{' '}
                  <Text span size="sm" c="dimmed">
                    {format.percent(row.clicked, row.sent)}
                  </Text>
                </Table.Td>
                <Table.Td ta="end">{format.number(row.failed + row.bounced)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {found.length > SHOWN && (
        <Button variant="subtle" size="compact-sm" mt={8} onClick={() => setAll(!all)}>
          {t(all ? 'by.fewer' : 'by.all', { count: found.length })}
        </Button>
      )}
    </Panel>
  );
}

function useValueName(): (by: By, value: string) => string {
  const { t } = useTranslation(['insights', 'sending_health']);
  const { locale } = useFormat();
  return (by, value) => {
    if (value === '*') return t('by.other_domains');
    if (by === 'provider') return t(`sending_health:provider.${value as 'gmail'}`);
    if (value === '') return t('by.unknown');
    if (by === 'country') return countryName(locale, value);
    if (by === 'device') return t(`device.${value as 'desktop'}`);
    return value;
  };
}
