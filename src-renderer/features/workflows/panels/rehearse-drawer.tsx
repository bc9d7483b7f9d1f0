import { Button, Checkbox, Drawer, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/data/client.ts';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { RehearsalScene, Workflow } from '#shared/contract/workflow.contract.ts';
import { RehearsalPlay } from './rehearsal-play.tsx';
import { SceneFields } from './scene-fields.tsx';
import { useWayWords } from './use-way-words.ts';

interface RehearseDrawerProps {
  workflow: Workflow;
  opened: boolean;
  onClose(): void;
}

const PLAIN: RehearsalScene = {
  contact_id: null,
  person: {},
  start: null,
  trigger: null,
  reads: 'opens',
  reads_after: 60,
  events: [],
};

/** Somebody goes through the draft; the clock jumps to whatever happens next, and can be moved back and forth. */
export function RehearseDrawer({ workflow, opened, onClose }: RehearseDrawerProps) {
  const { t } = useTranslation('workflow');
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size="xl"
      title={t('rehearse.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Rehearse workflow={workflow} />
    </Drawer>
  );
}

function Rehearse({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation('workflow');
  const queries = useQueryClient();
  const [scene, setScene] = useState<RehearsalScene>(PLAIN);
  const [name, setName] = useState('');
  const input = { id: workflow.id, scene };
  const rehearsal = useQuery({ ...api.workflows.rehearse.queryOptions({ input }), staleTime: 0 });
  const keep = useMutation({
    mutationFn: () => client.workflows.keepRehearsal({ id: workflow.id, name, scene }),
    onSuccess() {
      setName('');
      toast.done(t('rehearse.kept'));
      return queries.invalidateQueries({ queryKey: api.workflows.rehearsals.key() });
    },
    onError: toast.failed,
  });
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('rehearse.what')}
      </Text>
      <SceneFields graph={workflow.draft} scene={scene} onChange={setScene} />
      {rehearsal.isPending && <LoadingRows rows={5} />}
      {rehearsal.error && <ErrorState error={rehearsal.error} onRetry={() => void rehearsal.refetch()} />}
      {rehearsal.data && <RehearsalPlay workflow={workflow} rehearsal={rehearsal.data} />}
      <Group align="flex-end" gap="xs">
        <TextInput label={t('rehearse.name')} value={name} flex={1} onChange={(e) => setName(e.currentTarget.value)} />
        <Button variant="default" disabled={name.trim() === ''} loading={keep.isPending} onClick={() => keep.mutate()}>
          {t('rehearse.keep')}
        </Button>
      </Group>
      <KeptRehearsals workflow={workflow} />
    </Stack>
  );
}

function KeptRehearsals({ workflow }: { workflow: Workflow }) {
  const { t } = useTranslation('workflow');
  const inWords = useWayWords(workflow);
  const workflow_id = workflow.id;
  const queries = useQueryClient();
  const kept = useQuery({ ...api.workflows.rehearsals.queryOptions({ input: { id: workflow_id } }), staleTime: 0 });
  const forget = useMutation({
    mutationFn: (rehearsal_id: string) => client.workflows.forgetRehearsal({ id: workflow_id, rehearsal_id }),
    onSuccess: () => queries.invalidateQueries({ queryKey: api.workflows.rehearsals.key() }),
    onError: toast.failed,
  });
  if (!kept.data || kept.data.length === 0) return null;
  return (
    <Stack gap="xs">
      <Text fw={500} size="sm">
        {t('rehearse.kept_title')}
      </Text>
      {kept.data.map(({ id, name, passes, way, now }) => (
        <Group key={id} justify="space-between" wrap="nowrap" align="flex-start">
          <div>
            <Checkbox
              checked={passes}
              readOnly
              label={name}
              description={t(passes ? 'rehearse.passes' : now ? 'rehearse.differs' : 'rehearse.contact_gone')}
            />
            {!passes && now && (
              <Text size="xs" c="dimmed" mt={4}>
                {t('rehearse.expected', { way: inWords(way) })}
                <br />
                {t('rehearse.goes', { way: inWords(now) })}
              </Text>
            )}
          </div>
          <Button variant="default" size="compact-xs" onClick={() => forget.mutate(id)}>
            {t('rehearse.forget')}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
