import { Stack, Table, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useReasonWords } from '#renderer/pickers/reason-words.ts';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ImportCounts } from '#shared/contract/import.contract.ts';
import classes from './imports.module.css';

/** Why rows are rejected or come in with gaps, most frequent first. */
export function ReasonTable({ reasons }: { reasons: ImportCounts['reasons'] }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const say = useReasonWords();
  if (reasons.length === 0) return null;
  const sorted = [...reasons].sort((a, b) => Number(b.rejected) - Number(a.rejected) || b.rows - a.rows);
  return (
    <Stack gap="xs" maw={820}>
      <Title order={2}>{t('check.reasons')}</Title>
      <div className={classes.frame}>
        <Table>
          <Table.Thead className={classes.head}>
            <Table.Tr>
              <Table.Th>{t('check.reason')}</Table.Th>
              <Table.Th w={220}>{t('check.effect')}</Table.Th>
              <Table.Th w={110} ta="end">
                {t('check.rows')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sorted.map(({ reason, rejected, rows }) => (
              <Table.Tr key={`${rejected} ${say(reason)}`}>
                <Table.Td>{say(reason)}</Table.Td>
                <Table.Td>{rejected ? t('check.effect_rejected') : t('check.effect_gap')}</Table.Td>
                <Table.Td ta="end" className="numbers">
                  {format.number(rows)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Stack>
  );
}
