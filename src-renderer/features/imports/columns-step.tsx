import { Alert, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAt } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import type { CsvFormat, ImportInspection, ImportJob, ImportOptions } from '#shared/contract/import.contract.ts';
import { ColumnTable } from './column-table.tsx';
import { FileFormat } from './file-format.tsx';
import { aboutRows, type ColumnChoices } from './import-options.ts';
import { ImportPreview } from './import-preview.tsx';
import classes from './imports.module.css';

interface ColumnsStepProps {
  job: ImportJob;
  inspection: ImportInspection;
  options: ImportOptions;
  choices: ColumnChoices;
  /** Another format is being tried. */
  updating: boolean;
  onFormat(patch: Partial<CsvFormat>): void;
  onChoose(choices: ColumnChoices): void;
  onNext(): void;
}

/** What each column means. Everything is guessed; one looks it over and corrects. */
export function ColumnsStep(props: ColumnsStepProps) {
  const { job, inspection, options, choices, updating, onFormat, onChoose, onNext } = props;
  const { t } = useTranslation(['imports', 'common']);
  const { format, mapping, readings, new_fields } = options;
  const hasKey = choices.mapping.includes('email');
  const preview = useQuery({
    ...api.imports.preview.queryOptions({
      input: { id: job.id, options: { format, mapping, readings, new_fields, list_ids: [], update_existing: true } },
    }),
    enabled: hasKey,
    placeholderData: keepPreviousData,
  });
  return (
    <Stack gap="lg" className={updating ? classes.updating : undefined}>
      <Text>
        {t('columns.intro', {
          columns: t('columns.columns', { count: inspection.columns.length }),
          rows: t('columns.rows', { count: aboutRows(inspection.rows_estimated) }),
        })}
      </Text>
      <FileFormat format={inspection.format} sheets={inspection.sheets} onChange={onFormat} />
      {!hasKey && (
        <Alert color="yellow" icon={<IconAt size={18} aria-hidden />}>
          {t('columns.no_email')}
        </Alert>
      )}
      <ColumnTable inspection={inspection} choices={choices} becomes={preview.data?.columns} onChange={onChoose} />
      {hasKey && (
        <Stack gap="xs">
          <Title order={2}>{t('preview.title')}</Title>
          {preview.error ? (
            <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
          ) : (
            <ImportPreview
              rows={preview.data?.rows}
              mapping={mapping}
              labels={new Map([...inspection.fields, ...(new_fields ?? [])].map(({ key, label }) => [key, label]))}
              updating={preview.isPlaceholderData}
            />
          )}
        </Stack>
      )}
      <Paper className={classes.foot} withBorder>
        <Group justify="flex-end">
          <Button onClick={onNext} disabled={!hasKey || updating}>
            {t('common:next')}
          </Button>
        </Group>
      </Paper>
    </Stack>
  );
}
