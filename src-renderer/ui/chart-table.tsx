import { Box, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ChartPoint, Measure } from './chart-data.ts';
import classes from './time-chart.module.css';
import { useFormat } from './use-format.tsx';

interface ChartTableProps {
  label: string;
  points: readonly ChartPoint[];
  measures: readonly Measure[];
  height: number;
  moment(at: string): string;
}

/** The same numbers to read, newest first. */
export function ChartTable({ label, points, measures, height, moment }: ChartTableProps) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Box component="section" className={classes.scroll} h={height} tabIndex={0} aria-label={label}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('chart.time')}</Table.Th>
            {measures.map((measure) => (
              <Table.Th key={measure} ta="end">
                {t(`measure.${measure}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody className="numbers">
          {points.toReversed().map((point) => (
            <Table.Tr key={point.at}>
              <Table.Td>{moment(point.at)}</Table.Td>
              {measures.map((measure) => (
                <Table.Td key={measure} ta="end">
                  {format.number(point[measure] ?? 0)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Box>
  );
}
