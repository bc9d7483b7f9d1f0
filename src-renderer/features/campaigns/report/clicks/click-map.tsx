import { Anchor, SegmentedControl, Table, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { MailFrame } from '#renderer/ui/mail-frame.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Campaign } from '#shared/contract/campaign.contract.ts';
import type { ClickMap as ClickNumbers } from '#shared/contract/report.contract.ts';
import { comparesVariants, variantLetter } from '#shared/domain/experiment/experiment.ts';
import { Panel } from '../insights/panel.tsx';
import classes from './click-map.module.css';
import { markedMail } from './marked-mail.ts';

const WIDTH = 680;

/** Where on the mail people clicked, and the same numbers as a table. */
export function ClickMap({ campaign }: { campaign: Campaign }) {
  const { t } = useTranslation(['campaign', 'experiment']);
  const format = useFormat();
  const { id, experiment } = campaign;
  const variants = experiment && comparesVariants(experiment) ? experiment.variants : [];
  const [chosen, setChosen] = useState(0);
  const variant = variants.length > 0 ? chosen : undefined;
  const { data, error, refetch } = useQuery({
    ...api.reports.clicks.queryOptions({ input: { id, variant } }),
    placeholderData: keepPreviousData,
  });
  const links = useMemo(() => byClicks(data?.links ?? []), [data]);
  const page = useMemo(() => {
    const badges = links.map(({ href, people }, place) => ({
      href,
      says: `#${place + 1} · ${format.number(people)} · ${format.percent(people, data?.sent ?? 0)}`,
    }));
    return markedMail(data?.html ?? '', badges);
  }, [data, links, format]);
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data || links.length === 0) return null;
  return (
    <Panel
      title={t('click_map.title')}
      note={t('click_map.note')}
      tools={
        variants.length > 0 && (
          <SegmentedControl
            size="xs"
            aria-label={t('click_map.variant')}
            value={String(chosen)}
            onChange={(next) => setChosen(Number(next))}
            data={variants.map((_, index) => ({
              value: String(index),
              label: t('experiment:variant', { letter: variantLetter(index) }),
            }))}
          />
        )
      }
    >
      <div className={classes.pair}>
        <div className={classes.mail}>
          {data.html ? (
            <MailFrame html={page} title={t('click_map.frame')} width={WIDTH} />
          ) : (
            <Text size="sm" c="dimmed" p="md">
              {t('click_map.empty')}
            </Text>
          )}
        </div>
        <ClickTable id={id} links={links} sent={data.sent} isWhole={variant === undefined} />
      </div>
    </Panel>
  );
}

interface ClickTableProps {
  id: string;
  links: ClickNumbers['links'];
  sent: number;
  /** Of the whole campaign, so that each number has a list. */
  isWhole: boolean;
}

function ClickTable({ id, links, sent, isWhole }: ClickTableProps) {
  const { t } = useTranslation('campaign');
  const format = useFormat();
  const hasList = useMay()('delivery.read') && isWhole;
  return (
    <Table layout="fixed" horizontalSpacing={0} verticalSpacing={6} aria-label={t('click_map.title')}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w={40}>#</Table.Th>
          <Table.Th>{t('click_map.link')}</Table.Th>
          <Table.Th w={80} ta="end">
            {t('links.people')}
          </Table.Th>
          <Table.Th w={112} ta="end">
            {t('click_map.share', { count: sent })}
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody className="numbers">
        {links.map(({ index, url, people }, place) => (
          <Table.Tr key={index}>
            <Table.Td c="dimmed">{place + 1}</Table.Td>
            <Table.Td className={classes.url} title={url}>
              {url.replace(/^https?:\/\//, '')}
            </Table.Td>
            <Table.Td ta="end">
              {hasList ? (
                <Anchor
                  component={Link}
                  href={`/campaigns/${id}?tab=deliveries&link=${index}`}
                  inherit
                  underline="always"
                >
                  {format.number(people)}
                </Anchor>
              ) : (
                format.number(people)
              )}
            </Table.Td>
            <Table.Td ta="end">{format.percent(people, sent)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function byClicks(links: ClickNumbers['links']): ClickNumbers['links'] {
  return [...links].sort((one, other) => other.people - one.people || one.index - other.index);
}
