import { Anchor, Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { EnrolmentState } from '#renderer/pickers/workflow/enrolment-state.tsx';
import { useNodeWords } from '#renderer/pickers/workflow/use-node-words.ts';
import { WorkflowTrace } from '#renderer/pickers/workflow/workflow-trace.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { Enrolment, Workflow } from '#shared/contract/workflow.contract.ts';
import { DecideAll } from './decide-all.tsx';
import { LetIn } from './let-in.tsx';
import type { PeopleAsked } from './people-asked.ts';

interface PeopleDrawerProps {
  workflow: Workflow;
  /** Null: it is closed. */
  asked: PeopleAsked | null;
  title: string;
  onClose(): void;
}

const SHOWN = 50;

/** Some or all people of the workflow, and the way of whoever is chosen. */
export function PeopleDrawer({ workflow, asked, title, onClose }: PeopleDrawerProps) {
  const { t } = useTranslation('workflow');
  const [shown, setShown] = useState<Enrolment | null>(null);
  const isEverybody = asked !== null && asked.node === undefined && asked.state === undefined;
  const close = () => {
    setShown(null);
    onClose();
  };
  return (
    <Drawer
      opened={asked !== null}
      onClose={close}
      position="right"
      size="lg"
      title={title}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      {shown === null ? (
        <Stack>
          {isEverybody && <LetIn workflow={workflow} />}
          {asked?.state === 'failed' && <DecideAll workflow_id={workflow.id} node={asked.node} />}
          {asked && <PeopleList workflow={workflow} asked={asked} onShow={setShown} />}
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

interface PeopleListProps {
  workflow: Workflow;
  asked: PeopleAsked;
  onShow(person: Enrolment): void;
}

function PeopleList({ workflow: { id, draft, live }, asked, onShow }: PeopleListProps) {
  const { t } = useTranslation('workflow');
  const words = useNodeWords();
  const nodes = [...draft.nodes, ...(live?.nodes ?? [])];
  const titleOf = (at: string) => {
    const known = nodes.find((node) => node.id === at);
    return known ? words.title(known) : at;
  };
  const pages = useInfiniteQuery(
    api.workflows.enrolments.infiniteOptions({
      input: (cursor: string | undefined) => ({ id, ...asked, limit: SHOWN, cursor }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    }),
  );
  if (pages.isPending) return <LoadingRows rows={6} />;
  if (pages.error && !pages.data) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const people = pages.data.pages.flatMap(({ items }) => items);
  if (people.length === 0 && !pages.hasNextPage) return <Text c="dimmed">{t('nobody')}</Text>;
  return (
    <Stack gap="xs">
      {people.map((person) => (
        <Group key={person.id} justify="space-between" wrap="nowrap">
          <Stack gap={0} miw={0}>
            <Anchor component="button" type="button" ta="start" onClick={() => onShow(person)} truncate>
              {person.contact || person.email}
            </Anchor>
            {person.ended === null && (asked.node === undefined || asked.port !== undefined) && (
              <Text size="xs">{titleOf(person.node)}</Text>
            )}
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
