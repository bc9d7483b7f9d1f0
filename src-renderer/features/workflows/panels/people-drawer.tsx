import { Anchor, Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { EnrolmentState } from '#renderer/pickers/workflow/enrolment-state.tsx';
import { WorkflowTrace } from '#renderer/pickers/workflow/workflow-trace.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { Enrolment, Workflow } from '#shared/contract/workflow.contract.ts';
import { LetIn } from './let-in.tsx';

interface PeopleDrawerProps {
  workflow: Workflow;
  /** Null: everybody who is or was inside. */
  node: string | null;
  title: string;
  opened: boolean;
  onClose(): void;
}

const SHOWN = 50;

/** Who is at a node or in the workflow, and the way of whoever is chosen. */
export function PeopleDrawer({ workflow, node, title, opened, onClose }: PeopleDrawerProps) {
  const { t } = useTranslation('workflow');
  const [shown, setShown] = useState<Enrolment | null>(null);
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
        <Stack>
          {node === null && <LetIn workflow={workflow} />}
          <PeopleList workflow_id={workflow.id} node={node} onShow={setShown} />
        </Stack>
      ) : (
        <Stack>
          <Group justify="space-between">
            <Button variant="default" size="xs" onClick={() => setShown(null)}>
              {t('back_to_people')}
            </Button>
            <Anchor component={Link} href={`/contacts/${shown.contact_id}`} size="sm">
              {shown.contact || shown.email}
            </Anchor>
          </Group>
          <WorkflowTrace id={shown.id} />
        </Stack>
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
  onShow(person: Enrolment): void;
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
            <Anchor component="button" type="button" ta="start" onClick={() => onShow(person)} truncate>
              {person.contact || person.email}
            </Anchor>
            <EnrolmentState enrolment={person} />
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
