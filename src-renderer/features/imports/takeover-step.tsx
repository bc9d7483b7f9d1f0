import { Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ImportInspection } from '#shared/contract/import.contract.ts';
import type { Standing } from '#shared/domain/import/standing.ts';
import { aboutRows } from './import-options.ts';
import classes from './imports.module.css';

const NAMES = { mailchimp: 'Mailchimp', brevo: 'Brevo', listmonk: 'listmonk' };

interface TakeoverStepProps {
  takeover: NonNullable<ImportInspection['takeover']>;
  onNext(): void;
}

/** The export of another system has been recognised: what each of its files says, and that nothing need be mapped. */
export function TakeoverStep({ takeover, onNext }: TakeoverStepProps) {
  const { t } = useTranslation(['imports', 'common']);
  const format = useFormat();
  const system = NAMES[takeover.system];
  return (
    <Paper withBorder p="lg" maw={820}>
      <Stack gap="md">
        <Title order={2}>{t('takeover.title', { system })}</Title>
        <Text>{t('takeover.body', { system })}</Text>
        <div className={classes.frame}>
          <Table>
            <Table.Thead className={classes.head}>
              <Table.Tr>
                <Table.Th>{t('takeover.file')}</Table.Th>
                <Table.Th>{t('takeover.people')}</Table.Th>
                <Table.Th ta="end">{t('takeover.rows')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {takeover.parts.map(({ name, standing, rows_estimated }) => (
                <Table.Tr key={name}>
                  <Table.Td className={classes.name}>{name}</Table.Td>
                  <Table.Td>{standing ? t(`standing.${standing as Standing}`) : t('takeover.by_column')}</Table.Td>
                  <Table.Td ta="end" className="numbers">
                    {t('takeover.about', {
                      count: aboutRows(rows_estimated),
                      n: format.number(aboutRows(rows_estimated)),
                    })}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
        <Text c="dimmed">{t('takeover.opt_outs')}</Text>
        <Group justify="flex-end">
          <Button onClick={onNext}>{t('common:next')}</Button>
        </Group>
      </Stack>
    </Paper>
  );
}
