import { Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ImportInspection, ImportJob } from '#shared/contract/import.contract.ts';
import { fieldLabelFor } from '#shared/domain/custom-field/custom-field.ts';
import { type ColumnPreview, ColumnValues } from './column-values.tsx';
import { type ColumnChoices, customTargets, fieldKeyOf, newFieldsOf } from './import-options.ts';
import classes from './imports.module.css';
import { NewFieldType } from './new-field-type.tsx';
import { ReadingSelect } from './reading-select.tsx';
import { TargetSelect } from './target-select.tsx';

interface ColumnTableProps {
  kind: ImportJob['kind'];
  inspection: ImportInspection;
  choices: ColumnChoices;
  /** What the first cells of each column become; undefined while that is asked. */
  becomes: ColumnPreview[] | undefined;
  onChange(choices: ColumnChoices): void;
}

/** Each column of the file, what stands in it, where it goes, and what becomes of it there. */
export function ColumnTable({ kind, inspection, choices, becomes, onChange }: ColumnTableProps) {
  const { t } = useTranslation('imports');
  const { columns, fields } = inspection;
  const { mapping } = choices;
  const made = new Map(newFieldsOf(inspection, choices).map((field) => [field.key, field]));
  const labels = new Map([...fields, ...made.values()].map(({ key, label }) => [key, label]));
  const guesses = columns.map(({ guess }) => guess);
  const custom = customTargets(
    fields.map(({ key }) => key),
    guesses,
    mapping,
  ).map((target) => ({
    target,
    label: labels.get(fieldKeyOf(target) ?? '') ?? fieldLabelFor(fieldKeyOf(target) ?? ''),
  }));
  const map = (at: number, target: string | null, label?: string) => {
    const key = fieldKeyOf(target);
    onChange({
      ...choices,
      mapping: mapping.map((known, index) => (index === at ? target : known)),
      labels: key && label ? { ...choices.labels, [key]: label } : choices.labels,
    });
  };
  return (
    <section className={classes.frame} aria-label={t('columns.column')} {...SCROLLS}>
      <Table layout="fixed" miw={900}>
        <Table.Thead className={classes.head}>
          <Table.Tr>
            <Table.Th w="19%">{t('columns.column')}</Table.Th>
            <Table.Th>{t('columns.samples')}</Table.Th>
            <Table.Th w={268}>{t('columns.target')}</Table.Th>
            <Table.Th w="28%">{t('columns.becomes')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {columns.map((column, at) => {
            const target = mapping[at] ?? null;
            const field = made.get(fieldKeyOf(target) ?? '');
            const type = field?.type ?? fields.find(({ key }) => key === fieldKeyOf(target))?.type;
            return (
              <Table.Tr key={column.name} data-left-out={target === null || undefined}>
                <Table.Td>
                  <Text fw={500} truncate title={column.name}>
                    {column.name}
                  </Text>
                </Table.Td>
                <Table.Td>
                  <Samples of={column.samples} />
                </Table.Td>
                <Table.Td>
                  <Stack gap={6}>
                    <TargetSelect
                      column={column.name}
                      value={target}
                      taken={mapping.filter((other, index) => other !== null && index !== at) as string[]}
                      custom={custom}
                      kind={kind}
                      onChange={(next, label) => map(at, next, label)}
                    />
                    {field && (
                      <NewFieldType
                        field={field}
                        onChange={(next) => onChange({ ...choices, types: { ...choices.types, [field.key]: next } })}
                      />
                    )}
                    <ReadingSelect
                      column={column}
                      type={target === 'at' ? 'date' : type}
                      reading={choices.readings[at] ?? {}}
                      onChange={(reading) =>
                        onChange({
                          ...choices,
                          readings: columns.map((_, index) =>
                            index === at ? reading : (choices.readings[index] ?? null),
                          ),
                        })
                      }
                    />
                  </Stack>
                </Table.Td>
                <Table.Td>{target && <ColumnValues preview={becomes?.[at]} target={target} />}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** Narrow windows scroll sideways, by keyboard too. */
const SCROLLS = { tabIndex: 0 };
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
    <Text size="sm" lineClamp={2} title={filled.join('\n')} className={classes.cell}>
      {shown.join('  ·  ')}
    </Text>
  );
}
