import { Alert, Autocomplete, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { IconAt } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import type { CsvFormat, ImportInspection, ImportJob, ImportOptions } from '#shared/contract/import.contract.ts';
import { ColumnTable } from './column-table.tsx';
import { FileFormat } from './file-format.tsx';
import { aboutRows, type ColumnChoices, saysEnough } from './import-options.ts';
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
  /** What happened, where no column of a file of events says it. */
  event: string;
  onEvent(name: string): void;
}

/** What each column means. Everything is guessed; one looks it over and corrects. */
export function ColumnsStep(props: ColumnsStepProps) {
  const { job, inspection, options, choices, updating, onFormat, onChoose, onNext, event, onEvent } = props;
  const { t } = useTranslation(['imports', 'common']);
  const { format, mapping, readings, new_fields } = options;
  const isEvents = job.kind === 'events';
  const hasKey = saysEnough(choices, job.kind);
  const unnamed = isEvents && !choices.mapping.includes('event');
  const ready = hasKey && (!unnamed || event.trim() !== '');
  const { data: names = [] } = useQuery({ ...api.events.names.queryOptions(), enabled: isEvents });
  const preview = useQuery({
    ...api.imports.preview.queryOptions({
      input: {
        id: job.id,
        options: {
          ...{ format, mapping, readings, new_fields, list_ids: [], update_existing: true },
          ...(isEvents && { event: { name: event.trim() } }),
        },
      },
    }),
    enabled: ready,
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
          {t(isEvents ? 'columns.no_event' : 'columns.no_email')}
        </Alert>
      )}
      {unnamed && (
        <Autocomplete
          label={t('columns.event_name')}
          description={t('columns.event_name_hint')}
          maw={420}
          maxLength={80}
          required
          data={names.map(({ name }) => name)}
          value={event}
          onChange={onEvent}
        />
      )}
      <ColumnTable
        kind={job.kind}
        inspection={inspection}
        choices={choices}
        becomes={preview.data?.columns}
        onChange={onChoose}
      />
      {ready && (
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
          <Button onClick={onNext} disabled={!ready || updating}>
            {t('common:next')}
          </Button>
        </Group>
      </Paper>
    </Stack>
  );
}
