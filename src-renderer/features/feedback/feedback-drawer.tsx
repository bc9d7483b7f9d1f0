import { Anchor, Button, CopyButton, Drawer, Group, Paper, ScrollArea, Stack, Text } from '@mantine/core';
import { IconArrowBackUp } from '@tabler/icons-react';
import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { FeedbackEntry } from '#shared/contract/feedback.contract.ts';
import classes from './feedback.module.css';
import { FeedbackKindPill } from './feedback-kind-pill.tsx';
import { useFeedbackWords } from './use-feedback-words.ts';

/** One report: whom it is about, what followed, and what it looked like. */
export function FeedbackDrawer({ id, onClose }: { id: string | null; onClose(): void }) {
  const { t } = useTranslation(['feedback', 'common']);
  const format = useFormat();
  const may = useMay();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(api.feedback.get.queryOptions({ input: id ? { id } : skipToken }));
  const undo = useMutation(
    api.feedback.undo.mutationOptions({
      onSuccess(report) {
        queries.setQueryData(api.feedback.get.queryKey({ input: { id: report.id } }), report);
        toast.done(t('undone_toast'));
      },
      onError: toast.failed,
    }),
  );
  return (
    <Drawer
      opened={id !== null}
      onClose={onClose}
      size={560}
      title={data ? t('detail', { at: format.instant(data.at, 'minute') }) : t('title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {error && !data ? (
        <ErrorState error={error} onRetry={refetch} />
      ) : !data ? (
        <LoadingRows rows={4} />
      ) : (
        <Stack gap="md">
          <Group>
            <FeedbackKindPill kind={data.kind} />
          </Group>
          <Facts report={data} />
          {data.lines.map((line) => (
            <Line key={line.id} line={line} />
          ))}
          {data.can_undo && may('feedback.undo') && (
            <div>
              <Button
                variant="default"
                leftSection={<IconArrowBackUp size={18} aria-hidden />}
                loading={undo.isPending}
                onClick={() => undo.mutate({ id: data.id })}
              >
                {t('undo')}
              </Button>
              <Text size="sm" c="dimmed" mt={4}>
                {t('undo_hint')}
              </Text>
            </div>
          )}
          <Raw raw={data.raw} />
        </Stack>
      )}
    </Drawer>
  );
}

function Facts({ report }: { report: FeedbackEntry }) {
  const { t } = useTranslation('feedback');
  const [way = '', name = ''] = report.source.split(':', 2);
  const source =
    way === 'inbox' ? t('source.inbox') : way === 'smtp' ? t('source.smtp') : t('source.provider', { name });
  const facts = [
    [t('from'), report.from],
    [t('subject'), report.subject],
    [t('came_by'), source],
  ] as const;
  return (
    <dl className={classes.facts}>
      {facts.map(([label, value]) =>
        value ? (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}

function Line({ line }: { line: FeedbackEntry['lines'][number] }) {
  const { t } = useTranslation('feedback');
  const words = useFeedbackWords();
  return (
    <Paper withBorder radius="md" p="sm">
      <Group justify="space-between" gap="xs">
        {line.contact_id ? (
          <Anchor component={Link} href={`/contacts/${line.contact_id}`} size="sm" fw={500}>
            {line.recipient}
          </Anchor>
        ) : (
          <Text size="sm" fw={500}>
            {line.recipient}
          </Text>
        )}
        <Text size="sm">{words.effect(line)}</Text>
      </Group>
      <Text size="sm" c="dimmed">
        {[words.reason(line), line.status && t('status', { status: line.status }), line.campaign]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {line.said && (
        <Text size="sm" mt={4}>
          {t('said')}: {line.said}
        </Text>
      )}
    </Paper>
  );
}

function Raw({ raw }: { raw: string | null }) {
  const { t } = useTranslation('feedback');
  if (raw === null) {
    return (
      <Text size="sm" c="dimmed">
        {t('no_raw')}
      </Text>
    );
  }
  return (
    <div>
      <Group justify="space-between" mb={6}>
        <Text size="sm" fw={500}>
          {t('raw')}
        </Text>
        <CopyButton value={raw}>
          {({ copied, copy }) => (
            <Button size="compact-xs" variant="default" onClick={copy}>
              {copied ? t('copied') : t('copy')}
            </Button>
          )}
        </CopyButton>
      </Group>
      <ScrollArea.Autosize
        mah={420}
        className={classes.raw}
        viewportProps={{ tabIndex: 0, role: 'region', 'aria-label': t('raw') }}
      >
        <pre>{raw}</pre>
      </ScrollArea.Autosize>
    </div>
  );
}
