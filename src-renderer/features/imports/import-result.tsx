import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconDownload, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { AskUnconfirmed } from '#renderer/pickers/ask-unconfirmed.tsx';
import { useReasonWords } from '#renderer/pickers/reason-words.ts';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ImportJob } from '#shared/contract/import.contract.ts';
import { ImportCounts } from './import-counts.tsx';
import { ProofPanel } from './proof-panel.tsx';
import { ReasonTable } from './reason-table.tsx';
import { UndoButton } from './undo-button.tsx';
import { UndoResult } from './undo-result.tsx';
import { useRejectedRows } from './use-rejected-rows.ts';

/** What has become of the rows of a file. */
export function ImportResult({ job }: { job: ImportJob }) {
  const { t } = useTranslation('imports');
  const format = useFormat();
  const say = useReasonWords();
  const { rows, rejected, warnings, reasons } = job.progress;
  const consent = job.options?.consent_source;
  const rejectedRows = useRejectedRows(job.id);
  const whole = job.received === job.bytes;
  return (
    <Stack gap="lg">
      {job.problem && (
        <Alert color="red" icon={<IconAlertTriangle size={18} aria-hidden />} title={t('result.failed')} maw={720}>
          {say(job.problem)}
        </Alert>
      )}
      <Text>
        {t(`result.${job.state === 'done' ? 'done' : 'stopped'}`, {
          count: rows,
          when: format.instant(job.finished_at ?? job.created_at),
        })}
      </Text>
      {job.state === 'undone' && job.undo ? (
        <UndoResult undo={job.undo} kind={job.kind} />
      ) : (
        <ImportCounts counts={job.progress} kind={job.kind} links={linksOf(job)} />
      )}
      {consent && <Text c="dimmed">{t('result.consent_source', { source: consent })}</Text>}
      <ProofPanel job={job} />
      <AskImported job={job} />
      <ReasonTable reasons={reasons} />
      <Group gap="xs">
        <Button component={Link} href="/contacts">
          {t('result.show_contacts')}
        </Button>
        {rejected + warnings > 0 && (
          <Button
            variant="default"
            leftSection={<IconDownload size={18} aria-hidden />}
            loading={rejectedRows.isPending}
            onClick={() => rejectedRows.mutate()}
          >
            {t('result.download')}
          </Button>
        )}
        {AGAIN.has(job.state) && whole && (
          <Button component={Link} href={`/imports/${job.id}?again`} variant="default">
            {t('result.again')}
          </Button>
        )}
        <Button component={Link} href="/imports/new" variant="default">
          {t('result.another')}
        </Button>
        <UndoButton job={job} />
        <ForgetFile job={job} />
      </Group>
    </Stack>
  );
}

/** The file is still there in these states, so it can be started again. */
const AGAIN = new Set<ImportJob['state']>(['cancelled', 'failed']);

function linksOf({ id, kind }: ImportJob): { created: string; updated: string } | undefined {
  if (kind === 'events') return undefined;
  return { created: `/contacts?import=${id}`, updated: `/contacts?import=${id}&changed=1` };
}

/** People imported into a list that asks stand there unconfirmed. */
function AskImported({ job }: { job: ImportJob }) {
  const may = useMay();
  const { data: lists = [] } = useQuery({ ...api.lists.list.queryOptions(), enabled: may('list.read') });
  if (job.state !== 'done') return null;
  const joined = lists.filter(({ id, unconfirmed }) => unconfirmed > 0 && job.options?.list_ids.includes(id));
  return joined.map((list) => <AskUnconfirmed key={list.id} list={list} />);
}

function ForgetFile({ job }: { job: ImportJob }) {
  const { t } = useTranslation('imports');
  const [, navigate] = useLocation();
  const forget = useMutation(
    api.imports.delete.mutationOptions({
      onSuccess() {
        toast.done(t('forget.done', { name: job.filename }));
        navigate('/imports');
      },
      onError: toast.failed,
    }),
  );
  const ask = () =>
    confirm({
      title: t('forget.title', { name: job.filename }),
      body: t('forget.body'),
      action: t('forget.action'),
      danger: true,
      onConfirm: () => forget.mutate({ id: job.id }),
    });
  return (
    <Button variant="subtle" color="gray" leftSection={<IconTrash size={18} aria-hidden />} onClick={ask}>
      {t('forget.action')}
    </Button>
  );
}
