import { Alert, Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { IconCircleCheck, IconPlaneDeparture } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useMay } from '#renderer/data/session.ts';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Preflight } from '#shared/contract/preflight.contract.ts';
import type { DraftEditor } from '../editor/use-draft.ts';
import { FindingList } from './finding-list.tsx';
import { PreflightProgress } from './preflight-progress.tsx';
import { usePreflight } from './use-preflight.ts';

/** What the last look at everybody's message has found. */
export function PreflightPanel({ draft }: { draft: DraftEditor }) {
  const { t } = useTranslation('preflight');
  const { id } = draft.base;
  const may = useMay();
  const { query, busy, start, cancel } = usePreflight(id);
  const { data, error, refetch } = query;
  const look = async () => {
    if (await draft.flush()) start();
  };
  if (error && !data) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton m="md" height={160} />;
  if (data.state === 'never') {
    return (
      <EmptyState
        icon={IconPlaneDeparture}
        sentence={t('empty')}
        action={
          may('campaign.write') && (
            <Button loading={busy} onClick={() => void look()}>
              {t('start')}
            </Button>
          )
        }
      />
    );
  }
  return (
    <Stack gap="md" p="md">
      {data.state === 'running' ? (
        <PreflightProgress preflight={data} onCancel={cancel} />
      ) : (
        <Group justify="space-between" wrap="nowrap" align="flex-start">
          <PreflightState preflight={data} />
          {may('campaign.write') && (
            <Button size="xs" variant="default" loading={busy} onClick={() => void look()} style={{ flex: 'none' }}>
              {t('again')}
            </Button>
          )}
        </Group>
      )}
      <Findings id={id} preflight={data} />
    </Stack>
  );
}

function PreflightState({ preflight }: { preflight: Preflight }) {
  const { t } = useTranslation('preflight');
  const format = useFormat();
  const { state, stale, total, reason, finished_at } = preflight;
  const when = finished_at ? format.relative(finished_at) : '';
  return (
    <div>
      <Text size="sm" c="dimmed" className="numbers">
        {state === 'cancelled'
          ? t('cancelled')
          : state === 'failed'
            ? t('failed', { reason })
            : t('done', { count: total ?? 0, when })}
      </Text>
      {stale && (
        <Text size="sm" c="var(--mantine-color-amber-text)" role="status">
          {t('stale')}
        </Text>
      )}
    </div>
  );
}

function Findings({ id, preflight: { state, findings } }: { id: string; preflight: Preflight }) {
  const { t } = useTranslation('preflight');
  const of = (level: string) => findings.filter((finding) => finding.level === level);
  const groups = [
    { title: t('errors', { count: of('error').length }), found: of('error') },
    { title: t('warnings', { count: of('warning').length }), found: of('warning') },
    { title: t('notes'), found: of('note') },
  ].filter(({ found }) => found.length > 0);
  return (
    <>
      {state === 'done' && of('error').length + of('warning').length === 0 && (
        <Alert color="green" role="note" icon={<IconCircleCheck size={18} aria-hidden />}>
          {t('fine')}
        </Alert>
      )}
      {groups.map(({ title, found }) => (
        <section key={title} aria-label={title}>
          <Text size="sm" fw={600} mb={8}>
            {title}
          </Text>
          <FindingList id={id} findings={found} />
        </section>
      ))}
    </>
  );
}
