import { Alert, Button, FileButton, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { describeError } from '#renderer/ui/describe-error.ts';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import type { ImportJob } from '#shared/contract/import.contract.ts';
import { ImportSteps } from './import-steps.tsx';
import classes from './imports.module.css';
import { StepHeading } from './step-heading.tsx';
import { sendFile } from './uploads.store.ts';

const ACCEPTED = '.csv,.tsv,.txt,.xlsx,.zip,text/csv,text/plain,text/tab-separated-values,application/zip';
const LARGEST = 2_000_000_000;

/** The first step: which file. */
export default function NewImportScreen() {
  const { t } = useTranslation('imports');
  const [, navigate] = useLocation();
  const [params] = useSearchParams();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [kind, setKind] = useState<ImportJob['kind']>('contacts');
  const [over, setOver] = useState(false);
  const begin = useMutation(api.imports.begin.mutationOptions());

  const take = async (chosen: readonly File[]) => {
    const [first] = chosen;
    if (!first) return;
    const refused = problemOf(chosen);
    setProblem(refused && t(refused));
    if (refused) return;
    try {
      // Several files are sent as one, end to end; the sizes say where each begins.
      const file = chosen.length > 1 ? new File([...chosen], t('drop.several', { count: chosen.length })) : first;
      const files = chosen.length > 1 ? chosen.map(({ name, size }) => ({ name, bytes: size })) : [];
      const job = await begin.mutateAsync({ filename: file.name, bytes: file.size, kind, files });
      queries.setQueryData(api.imports.get.queryKey({ input: { id: job.id } }), job);
      void sendFile(job.id, file, 0);
      const list = params.get('list');
      navigate(`/imports/${job.id}${list ? `?list=${list}` : ''}`, { replace: true });
    } catch (error) {
      const { message, hint } = describeError(error);
      setProblem([message, hint].filter(Boolean).join(' '));
    }
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take([...event.dataTransfer.files]);
  };

  return (
    <Screen>
      <PageHeader back={{ href: '/imports', label: t('title') }} title={t('new_title')} />
      <ImportSteps active="file" />
      <StepHeading step="file" arrives={false} />
      <SegmentedControl
        mb="md"
        aria-label={t('kind.label')}
        value={kind}
        onChange={(next) => setKind(next as ImportJob['kind'])}
        data={[
          { value: 'contacts', label: t('kind.contacts') },
          { value: 'events', label: t('kind.events') },
        ]}
      />
      <section
        className={classes.drop}
        data-over={over || undefined}
        aria-label={t('drop.label')}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
      >
        <Stack align="center" gap="sm" maw={480}>
          <IconFileTypeCsv size={48} stroke={1} aria-hidden color="var(--mantine-color-dimmed)" />
          <Text size="lg" fw={500} ta="center">
            {t('drop.title')}
          </Text>
          <FileButton multiple onChange={(files) => void take(files)} accept={ACCEPTED}>
            {(props) => (
              <Button {...props} loading={begin.isPending}>
                {t('drop.choose')}
              </Button>
            )}
          </FileButton>
          <Text size="sm" c="dimmed" ta="center">
            {t(kind === 'events' ? 'drop.hint_events' : 'drop.hint')}
          </Text>
          {problem && (
            <Alert key={problem} color="red" role="alert" tabIndex={-1} ref={focused}>
              {problem}
            </Alert>
          )}
        </Stack>
      </section>
    </Screen>
  );
}

/** What went wrong is where the keyboard goes on. */
function focused(element: HTMLElement | null): void {
  element?.focus();
}

function problemOf(files: readonly File[]): 'drop.empty' | 'drop.too_large' | 'drop.spreadsheet' | null {
  const size = files.reduce((sum, file) => sum + file.size, 0);
  if (size === 0) return 'drop.empty';
  if (size > LARGEST) return 'drop.too_large';
  return files.some(({ name }) => /\.(xls|ods|numbers)$/i.test(name)) ? 'drop.spreadsheet' : null;
}
