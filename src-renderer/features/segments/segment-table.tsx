import { Anchor, Group, Table, Text, Tooltip } from '@mantine/core';
import { IconEye } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { SegmentGraph, SegmentReference, SegmentRow } from '#shared/contract/segment.contract.ts';
import { SegmentCount } from './segment-count.tsx';
import { SegmentMenu } from './segment-menu.tsx';
import classes from './segments.module.css';

/** Each segment with how many are in it now, and what goes by it. */
export function SegmentTable({ segments }: { segments: SegmentRow[] }) {
  const { t } = useTranslation('segment');
  const [, navigate] = useLocation();
  const format = useFormat();
  const users = useUsers();
  return (
    <div className={classes.frame}>
      <Table highlightOnHover layout="fixed">
        <Table.Thead className={classes.head}>
          <Table.Tr>
            <Table.Th>{t('column.name')}</Table.Th>
            <Table.Th w={120} ta="end">
              {t('column.members')}
            </Table.Th>
            <Table.Th w={180}>{t('column.used_by')}</Table.Th>
            <Table.Th w={180}>{t('column.changed')}</Table.Th>
            <Table.Th w={56} aria-label={t('column.actions')} />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {segments.map((segment) => (
            <Table.Tr
              key={segment.id}
              className={classes.row}
              onClick={({ target }) => {
                if (target instanceof Element && !target.closest('a, button, [role=menu]')) {
                  navigate(`/segments/${segment.id}`);
                }
              }}
            >
              <Table.Td>
                <NameCell segment={segment} />
              </Table.Td>
              <Table.Td ta="end" className="numbers">
                <SegmentCount segment={segment} />
              </Table.Td>
              <Table.Td>
                <UsedBy users={users.get(segment.id) ?? []} href={`/segments/${segment.id}?panel=uses`} />
              </Table.Td>
              <Table.Td>
                <Text span size="sm" title={format.instant(segment.updated_at, 'full')}>
                  {format.relative(segment.updated_at)}
                </Text>
              </Table.Td>
              <Table.Td>
                <SegmentMenu segment={segment} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function NameCell({ segment: { id, name, description, rule, watched } }: { segment: SegmentRow }) {
  const { t } = useTranslation('segment');
  const second = description || rule;
  return (
    <>
      <Group gap={6} wrap="nowrap">
        <Anchor component={Link} href={`/segments/${id}`} c="inherit" fw={500} size="sm" truncate>
          {name}
        </Anchor>
        {watched && (
          <Tooltip label={t('list.watched')}>
            <IconEye size={14} role="img" aria-label={t('list.watched')} color="var(--mantine-color-dimmed)" />
          </Tooltip>
        )}
      </Group>
      <Text
        size="sm"
        c="dimmed"
        truncate
        title={second}
        ff={description ? undefined : 'monospace'}
        fz={description ? 13 : 12}
      >
        {second}
      </Text>
    </>
  );
}

function UsedBy({ users, href }: { users: SegmentReference[]; href: string }) {
  const { t } = useTranslation('segment');
  const format = useFormat();
  const campaigns = users.filter(({ kind }) => kind === 'campaign').length;
  const segments = users.filter(({ kind }) => kind === 'segment').length;
  const parts = [
    ...(campaigns ? [t('list.used_campaigns', { count: campaigns })] : []),
    ...(segments ? [t('list.used_segments', { count: segments })] : []),
  ];
  if (parts.length === 0) {
    return (
      <Text span size="sm" c="dimmed">
        {t('list.not_used')}
      </Text>
    );
  }
  return (
    <Anchor component={Link} href={href} size="sm" c="inherit" title={users.map(({ name }) => name).join(', ')}>
      {new Intl.ListFormat(format.locale).format(parts)}
    </Anchor>
  );
}

/** What uses each segment, by its id. */
function useUsers(): Map<string, SegmentReference[]> {
  const { data } = useQuery(api.segments.graph.queryOptions());
  return useMemo(() => usersIn(data), [data]);
}

function usersIn(graph: SegmentGraph | undefined): Map<string, SegmentReference[]> {
  const nodes = new Map(graph?.nodes.map((node) => [node.key, node]));
  const users = new Map<string, SegmentReference[]>();
  for (const { from, to } of graph?.edges ?? []) {
    const used = nodes.get(to);
    const user = nodes.get(from);
    if (used?.kind !== 'segment' || used.id === null || !user) continue;
    users.set(used.id, [...(users.get(used.id) ?? []), user]);
  }
  return users;
}
