import { Anchor, Table, Text } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { SegmentGraph } from '#shared/contract/segment.contract.ts';
import { ReferenceList } from '../side/reference-list.tsx';
import type { MapNode } from './lay-out-map.ts';
import classes from './map.module.css';

/** The same as the drawing, in words: each segment with what it uses and what uses it. */
export function MapList({ graph }: { graph: SegmentGraph }) {
  const { t } = useTranslation('segment');
  const rows = useMemo(() => rowsOf(graph), [graph]);
  return (
    <div className={classes.list}>
      <Table verticalSpacing="xs" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('uses.kind.segment')}</Table.Th>
            <Table.Th>{t('map.uses')}</Table.Th>
            <Table.Th>{t('uses.used_by')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ segment, uses, used_by }) => (
            <Table.Tr key={segment.key}>
              <Table.Td className={classes.cell}>
                <Anchor component={Link} href={`/segments/${segment.id}`} size="sm" fw={500}>
                  {segment.name}
                </Anchor>
              </Table.Td>
              <Table.Td className={classes.cell}>
                <References references={uses} none={t('map.nothing')} />
              </Table.Td>
              <Table.Td className={classes.cell}>
                <References references={used_by} none={t('map.nobody')} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function References({ references, none }: { references: MapNode[]; none: string }) {
  if (references.length > 0) return <ReferenceList references={references} />;
  return (
    <Text span size="sm" c="dimmed">
      {none}
    </Text>
  );
}

function rowsOf({ nodes, edges }: SegmentGraph) {
  const byKey = new Map(nodes.map((node) => [node.key, node]));
  const named = (keys: string[]) => keys.flatMap((key) => byKey.get(key) ?? []);
  return nodes
    .filter(({ kind }) => kind === 'segment')
    .sort((a, b) => a.name.localeCompare(b.name))
    .map((segment) => ({
      segment,
      uses: named(edges.filter(({ from }) => from === segment.key).map(({ to }) => to)),
      used_by: named(edges.filter(({ to }) => to === segment.key).map(({ from }) => from)),
    }));
}
