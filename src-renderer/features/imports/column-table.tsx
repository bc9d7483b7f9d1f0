import { Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { customTargets, type Mapping } from './import-options.ts';
import classes from './imports.module.css';
import { TargetSelect } from './target-select.tsx';

export interface ColumnGuess {
  name: string;
  samples: string[];
  guess: string | null;
}

interface ColumnTableProps {
  columns: ColumnGuess[];
  mapping: Mapping;
  guesses: Mapping;
  onMap(column: number, target: string | null): void;
}

/** Each column of the file, what stands in it, and where it goes. */
export function ColumnTable({ columns, mapping, guesses, onMap }: ColumnTableProps) {
  const { t } = useTranslation('imports');
  const custom = customTargets(guesses, mapping);
  return (
    <div className={classes.frame}>
      <Table layout="fixed">
        <Table.Thead className={classes.head}>
          <Table.Tr>
            <Table.Th w="26%">{t('columns.column')}</Table.Th>
            <Table.Th>{t('columns.samples')}</Table.Th>
            <Table.Th w={280}>{t('columns.target')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map((column, at) => (
            <Table.Tr key={column.name} data-left-out={mapping[at] === null || undefined}>
              <Table.Td>
                <Text fw={500} truncate title={column.name}>
                  {column.name}
                </Text>
              </Table.Td>
              <Table.Td>
                <Samples of={column.samples} />
              </Table.Td>
              <Table.Td>
                <TargetSelect
                  column={column.name}
                  value={mapping[at] ?? null}
                  taken={mapping.filter((target, other) => target !== null && other !== at) as string[]}
                  custom={custom}
                  onChange={(target) => onMap(at, target)}
                />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

const SHOWN = 3;

function Samples({ of: samples }: { of: string[] }) {
  const { t } = useTranslation('imports');
  const filled = samples.map((sample) => sample.replace(/\s+/g, ' ').trim()).filter(Boolean);
  if (filled.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t('columns.empty')}
      </Text>
    );
  }
  const shown = [...new Set(filled)].slice(0, SHOWN);
  return (
    <Text size="sm" truncate title={filled.join('\n')}>
      {shown.join('  ·  ')}
    </Text>
  );
}
