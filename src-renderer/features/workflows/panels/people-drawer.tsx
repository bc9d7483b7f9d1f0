import { Anchor, Button, Drawer, Group, Stack, Text, Timeline } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { Enrolment } from '#shared/contract/workflow.contract.ts';
import { useNodeWords } from '../use-node-words.ts';
import { useReasonWords } from '../use-reason-words.ts';

interface PeopleDrawerProps {
  workflow_id: string;
  /** Null: everybody who is or was inside. */
  node: string | null;
  title: string;
  opened: boolean;
  onClose(): void;
}

const SHOWN = 50;

/** Who is at a node or in the workflow, and the way of whoever is chosen. */
export function PeopleDrawer({ workflow_id, node, title, opened, onClose }: PeopleDrawerProps) {
  const { t } = useTranslation('workflow');
  const [shown, setShown] = useState<string | null>(null);
  const close = () => {
    setShown(null);
    onClose();
  };
  return (
    <Drawer
      opened={opened}
      onClose={close}
      position="right"
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {shown === null ? (
        <PeopleList workflow_id={workflow_id} node={node} onShow={setShown} />
      ) : (
        <Trace id={shown} onBack={() => setShown(null)} />
      )}
    </Drawer>
  );
}

function PeopleList({
  workflow_id,
  node,
  onShow,
}: {
  workflow_id: string;
  node: string | null;
  onShow(id: string): void;
}) {
  const { t } = useTranslation('workflow');
  const pages = useInfiniteQuery(
    api.workflows.enrolments.infiniteOptions({
      input: (cursor: string | undefined) => ({ id: workflow_id, node: node ?? undefined, limit: SHOWN, cursor }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    }),
  );
  if (pages.isPending) return <LoadingRows rows={6} />;
  if (pages.error && !pages.data) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const people = pages.data.pages.flatMap(({ items }) => items);
  if (people.length === 0) return <Text c="dimmed">{t('nobody')}</Text>;
  return (
    <Stack gap="xs">
      {people.map((person) => (
        <Group key={person.id} justify="space-between" wrap="nowrap">
          <Stack gap={0} miw={0}>
            <Anchor component="button" type="button" ta="start" onClick={() => onShow(person.id)} truncate>
              {person.contact || person.email}
            </Anchor>
            <Where person={person} />
          </Stack>
          {person.state !== 'ended' && <Decisions person={person} />}
        </Group>
      ))}
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          {t('show_more')}
        </Button>
      )}
    </Stack>
  );
}

function Where({ person }: { person: Enrolment }) {
  const { t } = useTranslation('workflow');
  const format = useFormat();
  const { state, error, ended, waits, due_at, since } = person;
  if (state === 'failed') {
    return (
      <Text size="xs" c="red">
        {error}
      </Text>
    );
  }
  const words = ended
    ? t(`ended.${ended}`)
    : waits
      ? due_at
        ? t('waits_until', { what: t(`waits.${waits}`), when: format.instant(due_at, 'full') })
        : t(`waits.${waits}`)
      : t('since', { when: format.relative(since) });
  return (
    <Text size="xs" c="dimmed">
      {words}
    </Text>
  );
}

function Decisions({ person: { id, state } }: { person: Enrolment }) {
  const { t } = useTranslation('workflow');
  const may = useMay();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: (deed: 'retry' | 'skip' | 'end') => client.workflows[deed]({ id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.workflows.key() }),
    onError: toast.failed,
  });
  if (!may('workflow.publish')) return null;
  return (
    <Group gap={4} wrap="nowrap">
      {state === 'failed' && (
        <Button size="compact-xs" variant="default" onClick={() => act.mutate('retry')}>
          {t('retry')}
        </Button>
      )}
      <Button size="compact-xs" variant="default" onClick={() => act.mutate('skip')}>
        {t('skip')}
      </Button>
      <Button size="compact-xs" variant="default" onClick={() => act.mutate('end')}>
        {t('end')}
      </Button>
    </Group>
  );
}

function Trace({ id, onBack }: { id: string; onBack(): void }) {
  const { t } = useTranslation('workflow');
  const words = useNodeWords();
  const reasons = useReasonWords();
  const format = useFormat();
  const trace = useQuery(api.workflows.trace.queryOptions({ input: { id } }));
  if (trace.isPending) return <LoadingRows rows={5} />;
  if (trace.error && !trace.data) return <ErrorState error={trace.error} onRetry={() => void trace.refetch()} />;
  const { enrolment, graph, steps, version } = trace.data;
  const nodeOf = (node: string) => graph.nodes.find((one) => one.id === node);
  const titleOf = (node: string) => {
    const known = nodeOf(node);
    return known ? words.title(known) : node;
  };
  return (
    <Stack>
      <Group justify="space-between">
        <Button variant="default" size="xs" onClick={onBack}>
          {t('back_to_people')}
        </Button>
        <Anchor component={Link} href={`/contacts/${enrolment.contact_id}`} size="sm">
          {enrolment.contact || enrolment.email}
        </Anchor>
      </Group>
      <Text size="xs" c="dimmed">
        {t('trace_version', { number: version })}
      </Text>
      <Timeline bulletSize={14} lineWidth={2} active={steps.length}>
        {steps.map(({ visit, node, left_at, port, reason }) => (
          <Timeline.Item key={visit} title={titleOf(node)}>
            <Text size="sm">{reasons(reason, port)}</Text>
            <Text size="xs" c="dimmed">
              {format.instant(left_at, 'full')}
            </Text>
          </Timeline.Item>
        ))}
        <Timeline.Item title={enrolment.ended ? t(`ended.${enrolment.ended}`) : titleOf(enrolment.node)}>
          <Where person={enrolment} />
        </Timeline.Item>
      </Timeline>
    </Stack>
  );
}
