import { Table, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useReasonWords } from '#renderer/pickers/reason-words.ts';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ImportOptions } from '#shared/contract/import.contract.ts';
import { EVENT_TARGETS } from '#shared/domain/import/event-mapping.ts';
import { BUILT_IN_TARGETS } from '#shared/domain/import/import-mapping.ts';
import type { Reason } from '#shared/domain/reason/reason.ts';
import { fieldKeyOf } from './import-options.ts';
import classes from './imports.module.css';

interface ImportPreviewProps {
  /** undefined while they are asked for */
  rows: { line: number; values: Record<string, unknown>; problem: Reason | null; warnings: Reason[] }[] | undefined;
  mapping: ImportOptions['mapping'];
  /** Names of custom fields by their key. */
  labels: ReadonlyMap<string, string>;
  updating: boolean;
}

/** The first rows as the contacts they would become, and which of them would not. */
export function ImportPreview({ rows, mapping, labels, updating }: ImportPreviewProps) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const say = useReasonWords();
  if (!rows) return <LoadingRows rows={5} />;
  const fields = fieldsOf(mapping);
  return (
    <section className={classes.frame} aria-label={t('preview.title')} {...SCROLLS}>
      <Table className={classes.preview} data-updating={updating || undefined}>
        <Table.Thead className={classes.head}>
          <Table.Tr>
            <Table.Th>{t('preview.line')}</Table.Th>
            {fields.map((field) => (
              <Table.Th key={field}>{labels.get(fieldKeyOf(field) ?? '') ?? t(`target.${field as 'email'}`)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ line, values, problem, warnings }) => {
            const note = problem ? say(problem) : warnings.map(say).join(' ');
            return [
              <Table.Tr key={line} data-problem={problem ? true : undefined}>
                <Table.Td className="numbers" c="dimmed">
                  {format.number(line)}
                </Table.Td>
                {fields.map((field) => (
                  <Table.Td key={field} className={classes.value}>
                    {wordOf(values[field])}
                  </Table.Td>
                ))}
              </Table.Tr>,
              note && (
                <Table.Tr key={`${line}-note`} className={classes.note} data-problem={problem ? true : undefined}>
                  <Table.Td />
                  <Table.Td colSpan={fields.length}>
                    <Text size="sm" c={problem ? 'red' : 'yellow'} className={classes.reason}>
                      <IconAlertTriangle size={15} aria-hidden />
                      {t(problem ? 'preview.rejected' : 'preview.warned', { reason: note })}
                    </Text>
                  </Table.Td>
                </Table.Tr>
              ),
            ];
          })}
        </Table.Tbody>
      </Table>
    </section>
  );
}

/** Wide files scroll sideways, by keyboard too. */
const SCROLLS = { tabIndex: 0 };

/** Built-in fields in their usual order, then custom ones as the file has them. A full name becomes first and last. */
function fieldsOf(mapping: ImportOptions['mapping']): string[] {
  const targets = new Set(
    mapping.flatMap((target) => (target === 'name' ? ['first_name', 'last_name'] : (target ?? []))),
  );
  const builtIn = [...new Set([...BUILT_IN_TARGETS, ...EVENT_TARGETS])].filter(
    (target) => targets.has(target) && !HIDDEN.has(target),
  );
  return [...builtIn, ...[...targets].filter((target) => fieldKeyOf(target) !== null)];
}

/** They say what becomes of a person, not what is written about them. */
const HIDDEN = new Set(['name', 'consent', 'standing', 'opt_out', 'bounced', 'attributes']);

function wordOf(value: unknown): string {
  if (Array.isArray(value)) return value.join(', ');
  return value === null || value === undefined ? '' : String(value);
}
