import { Anchor, Button, Group, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { EnrolmentState } from '#renderer/pickers/workflow/enrolment-state.tsx';
import { WorkflowTrace } from '#renderer/pickers/workflow/workflow-trace.tsx';
import { describeError } from '#renderer/ui/describe-error.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { Enrolment } from '#shared/contract/workflow.contract.ts';

/** The workflows that a contact is or was in, each with its way; and how they are let into one. */
export function ContactWorkflows({ id }: { id: string }) {
  const { t } = useTranslation('workflow');
  const may = useMay();
  const { data, error } = useQuery(api.workflows.ofContact.queryOptions({ input: { contact_id: id } }));
  if (!data && !error) return null;
  return (
    <Paper withBorder p="lg" component="section" aria-label={t('title')}>
      <Title order={2} mb="xs">
        {t('title')}
      </Title>
      {error && !data && (
        <Text size="sm" c="red" role="alert">
          {describeError(error).message}
        </Text>
      )}
      {data?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('of_contact.none')}
        </Text>
      )}
      <Stack gap="xs">
        {data?.map((pass) => (
          <Pass key={pass.id} pass={pass} />
        ))}
        {may('workflow.publish') && <LetIntoWorkflow contact_id={id} />}
      </Stack>
    </Paper>
  );
}

function Pass({ pass }: { pass: Enrolment }) {
  const { t } = useTranslation('workflow');
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack gap="xs">
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Anchor component={Link} href={`/workflows/${pass.workflow_id}`} truncate display="block">
            {pass.workflow}
          </Anchor>
          <EnrolmentState enrolment={pass} />
        </div>
        <Button
          size="compact-xs"
          variant="default"
          flex="none"
          aria-expanded={isOpen}
          aria-label={t(isOpen ? 'of_contact.hide_way_of' : 'of_contact.show_way_of', { name: pass.workflow })}
          onClick={() => setOpen(!isOpen)}
        >
          {t(isOpen ? 'of_contact.hide_way' : 'of_contact.show_way')}
        </Button>
      </Group>
      {isOpen && <WorkflowTrace id={pass.id} />}
    </Stack>
  );
}

/** Which of them can be entered by hand is known when it is tried. */
function LetIntoWorkflow({ contact_id }: { contact_id: string }) {
  const { t } = useTranslation('workflow');
  const queries = useQueryClient();
  const [chosen, setChosen] = useState<string | null>(null);
  const { data = [] } = useQuery(api.workflows.list.queryOptions());
  const live = data.filter(({ state }) => state === 'live');
  const enter = useMutation({
    mutationFn: (id: string) => client.workflows.enrol({ id, contact_id }),
    onSuccess() {
      toast.done(t('let_in.done'));
      setChosen(null);
      return queries.invalidateQueries({ queryKey: api.workflows.ofContact.key({ input: { contact_id } }) });
    },
    onError: toast.failed,
  });
  if (live.length === 0) return null;
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <Select
        label={t('of_contact.let_into')}
        searchable
        flex={1}
        value={chosen}
        onChange={setChosen}
        data={live.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button
        variant="default"
        disabled={!chosen}
        loading={enter.isPending}
        onClick={() => chosen && enter.mutate(chosen)}
      >
        {t('let_in.action')}
      </Button>
    </Group>
  );
}
