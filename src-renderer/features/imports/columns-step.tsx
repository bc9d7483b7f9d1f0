import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAt } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { CsvFormat, ImportJob, ImportOptions } from '#shared/contract/import.contract.ts';
import { type ColumnGuess, ColumnTable } from './column-table.tsx';
import { FileFormat } from './file-format.tsx';
import { aboutRows, type Mapping } from './import-options.ts';
import { ImportPreview } from './import-preview.tsx';
import classes from './imports.module.css';

interface ColumnsStepProps {
  job: ImportJob;
  inspection: { format: CsvFormat; columns: ColumnGuess[]; rows_estimated: number };
  options: ImportOptions;
  guesses: Mapping;
  /** Another format is being tried. */
  updating: boolean;
  onFormat(patch: Partial<CsvFormat>): void;
  onMap(column: number, target: string | null): void;
  onNext(): void;
}

/** What each column means. Everything is guessed; one looks it over and corrects. */
export function ColumnsStep(props: ColumnsStepProps) {
  const { job, inspection, options, guesses, updating, onFormat, onMap, onNext } = props;
  const { t } = useTranslation(['imports', 'common']);
  const hasEmail = options.mapping.includes('email');
  return (
    <Stack gap="lg" className={updating ? classes.updating : undefined}>
      <Text>
        {t('columns.intro', {
          columns: t('columns.columns', { count: inspection.columns.length }),
          rows: t('columns.rows', { count: aboutRows(inspection.rows_estimated) }),
        })}
      </Text>
      <FileFormat format={inspection.format} onChange={onFormat} />
      {!hasEmail && (
        <Alert color="yellow" icon={<IconAt size={18} aria-hidden />}>
          {t('columns.no_email')}
        </Alert>
      )}
      <ColumnTable columns={inspection.columns} mapping={options.mapping} guesses={guesses} onMap={onMap} />
      {hasEmail && (
        <Stack gap="xs">
          <Title order={2}>{t('preview.title')}</Title>
          <ImportPreview id={job.id} options={options} />
        </Stack>
      )}
      <Paper className={classes.foot} withBorder>
        <Group justify="flex-end">
          <Button onClick={onNext} disabled={!hasEmail || updating}>
            {t('common:next')}
          </Button>
        </Group>
      </Paper>
    </Stack>
  );
}
