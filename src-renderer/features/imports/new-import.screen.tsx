import { Alert, Button, FileButton, Stack, Text } from '@mantine/core';
import { IconFileTypeCsv } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { describeError } from '#renderer/ui/describe-error.ts';
import { PageHeader } from '#renderer/ui/page-header.tsx';
import { Screen } from '#renderer/ui/screen.tsx';
import { ImportSteps } from './import-steps.tsx';
import classes from './imports.module.css';
import { sendFile } from './uploads.store.ts';

const ACCEPTED = '.csv,.tsv,.txt,text/csv,text/plain,text/tab-separated-values';
const LARGEST = 2_000_000_000;

/** The first step: which file. */
export default function NewImportScreen() {
  const { t } = useTranslation('imports');
  const [, navigate] = useLocation();
  const [params] = useSearchParams();
  const queries = useQueryClient();
  const [problem, setProblem] = useState<string | null>(null);
  const [over, setOver] = useState(false);
  const begin = useMutation(api.imports.begin.mutationOptions());

  const take = async (file: File | null | undefined) => {
    if (!file) return;
    const refused = problemOf(file);
    setProblem(refused && t(refused));
    if (refused) return;
    try {
      const job = await begin.mutateAsync({ filename: file.name, bytes: file.size });
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
    void take(event.dataTransfer.files[0]);
  };

  return (
    <Screen>
      <PageHeader back={{ href: '/imports', label: t('title') }} title={t('new_title')} />
      <ImportSteps active="file" />
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
          <FileButton onChange={(file) => void take(file)} accept={ACCEPTED}>
            {(props) => (
              <Button {...props} loading={begin.isPending}>
                {t('drop.choose')}
              </Button>
            )}
          </FileButton>
          <Text size="sm" c="dimmed" ta="center">
            {t('drop.hint')}
          </Text>
          {problem && (
            <Alert color="red" role="alert">
              {problem}
            </Alert>
          )}
        </Stack>
      </section>
    </Screen>
  );
}

function problemOf(file: File): 'drop.empty' | 'drop.too_large' | 'drop.spreadsheet' | null {
  if (file.size === 0) return 'drop.empty';
  if (file.size > LARGEST) return 'drop.too_large';
  return /\.(xlsx?|ods|numbers)$/i.test(file.name) ? 'drop.spreadsheet' : null;
}
