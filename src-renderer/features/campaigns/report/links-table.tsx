import { Anchor, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { useMay } from '#renderer/data/session.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { CampaignStats } from '#shared/contract/campaign.contract.ts';
import classes from './campaign-report.module.css';

/** Every tracked link with the people and the clicks it got and what machines added, the most clicked first. */
export function LinksTable({ id, links, sent }: { id: string; links: CampaignStats['links']; sent: number }) {
  const { t } = useTranslation('campaign');
  const format = useFormat();
  const may = useMay();
  const listOf = (index: number, words: string) =>
    may('delivery.read') ? (
      <Anchor component={Link} href={`/campaigns/${id}?tab=deliveries&link=${index}`} inherit underline="always">
        {words}
      </Anchor>
    ) : (
      words
    );
  const sorted = [...links].sort((one, other) => other.human_unique - one.human_unique || one.index - other.index);
  return (
    <section className={classes.panel}>
      <Text component="h2" fw={600} size="sm" mb={8}>
        {t('links.title')}
      </Text>
      {sorted.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('links.none')}
        </Text>
      ) : (
        <Table layout="fixed" horizontalSpacing={0} verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('links.url')}</Table.Th>
              <Table.Th w={112} ta="end">
                {t('links.people')}
              </Table.Th>
              <Table.Th w={80} ta="end">
                {t('links.clicks')}
              </Table.Th>
              <Table.Th w={96} ta="end">
                {t('links.machines')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody className="numbers">
            {sorted.map(({ index, url, human_unique, human_total, total }) => (
              <Table.Tr key={index}>
                <Table.Td>
                  <LinkTarget url={url} />
                </Table.Td>
                <Table.Td ta="end">
                  {listOf(index, format.number(human_unique))}{' '}
                  <Text span size="sm" c="dimmed">
                    {format.percent(human_unique, sent)}
                  </Text>
                </Table.Td>
                <Table.Td ta="end">{format.number(human_total)}</Table.Td>
                <Table.Td ta="end" c="dimmed">
                  {format.number(total - human_total)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
}

/** A personal link holds merge fields and leads nowhere by itself. */
function LinkTarget({ url }: { url: string }) {
  if (!/^https?:\/\/[^{]+$/.test(url)) {
    return (
      <Text span size="sm" className={classes.url} title={url}>
        {url}
      </Text>
    );
  }
  return (
    <Anchor size="sm" href={url} target="_blank" rel="noreferrer" className={classes.url} title={url}>
      {url}
    </Anchor>
  );
}
