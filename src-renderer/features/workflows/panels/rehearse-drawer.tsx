import {
  Badge,
  Button,
  Checkbox,
  Drawer,
  Group,
  NumberInput,
  Select,
  Slider,
  Stack,
  Text,
  TextInput,
  Timeline,
} from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/data/client.ts';
import { ContactPicker } from '#renderer/pickers/contact-picker.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { LoadingRows } from '#renderer/ui/loading.tsx';
import { MailFrame } from '#renderer/ui/mail-frame.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { ContactRow } from '#shared/contract/contact.contract.ts';
import type { Rehearsal, RehearsalScene, Workflow } from '#shared/contract/workflow.contract.ts';
import { useNodeWords } from '../use-node-words.ts';
import { useReasonWords } from '../use-reason-words.ts';

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
  const [contact, setContact] = useState<ContactRow | null>(null);
  const [scene, setScene] = useState<RehearsalScene>(PLAIN);
  const [event, setEvent] = useState('');
  const [after, setAfter] = useState(24);
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
  const choose = (chosen: ContactRow | null) => {
    setContact(chosen);
    setScene({ ...scene, contact_id: chosen?.id ?? null });
  };
  return (
    <Stack>
      <Text size="sm" c="dimmed">
        {t('rehearse.what')}
      </Text>
      <Group align="flex-end">
        <ContactPicker label={t('rehearse.who')} value={contact} onChange={choose} width={260} />
        {contact && (
          <Button variant="default" onClick={() => choose(null)}>
            {t('rehearse.made_up')}
          </Button>
        )}
        <Select
          label={t('rehearse.reads')}
          w={200}
          value={scene.reads}
          onChange={(reads) => reads && setScene({ ...scene, reads: reads as RehearsalScene['reads'] })}
          data={(['nothing', 'opens', 'clicks'] as const).map((value) => ({
            value,
            label: t(`rehearse.reads_${value}`),
          }))}
        />
        <TextInput
          type="datetime-local"
          label={t('rehearse.start')}
          w={210}
          onChange={({ currentTarget: { value } }) =>
            setScene({ ...scene, start: value ? new Date(value).toISOString() : null })
          }
        />
      </Group>
      <Group align="flex-end" gap="xs">
        <TextInput
          label={t('rehearse.event')}
          value={event}
          w={200}
          onChange={(e) => setEvent(e.currentTarget.value)}
        />
        <NumberInput
          label={t('rehearse.after_hours')}
          min={0}
          w={140}
          value={after}
          onChange={(n) => setAfter(Number(n) || 0)}
        />
        <Button
          variant="default"
          disabled={event.trim() === ''}
          onClick={() => {
            setScene({ ...scene, events: [...scene.events, { after: after * 60, event: event.trim() }] });
            setEvent('');
          }}
        >
          {t('rehearse.add_event')}
        </Button>
        {scene.events.map((one, index) => (
          <Badge
            key={`${one.event} ${one.after}`}
            variant="default"
            component="button"
            style={{ cursor: 'pointer' }}
            aria-label={t('rehearse.remove_event', { event: one.event })}
            onClick={() => setScene({ ...scene, events: scene.events.filter((_, at) => at !== index) })}
          >
            {one.event} +{one.after / 60} h ×
          </Badge>
        ))}
      </Group>
      {rehearsal.isPending && <LoadingRows rows={5} />}
      {rehearsal.error && <ErrorState error={rehearsal.error} onRetry={() => void rehearsal.refetch()} />}
      {rehearsal.data && <Play workflow={workflow} rehearsal={rehearsal.data} />}
      <Group align="flex-end" gap="xs">
        <TextInput label={t('rehearse.name')} value={name} flex={1} onChange={(e) => setName(e.currentTarget.value)} />
        <Button variant="default" disabled={name.trim() === ''} loading={keep.isPending} onClick={() => keep.mutate()}>
          {t('rehearse.keep')}
        </Button>
      </Group>
      <KeptRehearsals workflow_id={workflow.id} />
    </Stack>
  );
}

function Play({ workflow, rehearsal }: { workflow: Workflow; rehearsal: Rehearsal }) {
  const { t } = useTranslation('workflow');
  const format = useFormat();
  const words = useNodeWords();
  const reasons = useReasonWords();
  const [clock, setClock] = useState<number | null>(null);
  const { steps, ended, state } = rehearsal;
  const first = steps[0];
  const last = steps.at(-1);
  if (!first || !last) return <Text c="dimmed">{t('rehearse.no_trigger')}</Text>;
  const from = Date.parse(first.entered_at);
  const to = Math.max(from + 1, Date.parse(last.left_at ?? last.entered_at));
  const now = Math.min(to, clock ?? to);
  const past = steps.filter(({ entered_at }) => Date.parse(entered_at) <= now);
  return (
    <Stack gap="sm">
      <Stack gap={4}>
        <Text size="sm" fw={500} id="rehearsal-clock">
          {t('rehearse.clock', { when: format.instant(new Date(now).toISOString(), 'full') })}
        </Text>
        <Slider
          thumbProps={{ 'aria-labelledby': 'rehearsal-clock' }}
          min={from}
          max={to}
          step={60_000}
          value={now}
          onChange={setClock}
          label={null}
        />
      </Stack>
      <Timeline bulletSize={14} lineWidth={2} active={past.length}>
        {past.map(({ node, visit, entered_at, left_at, port, reason, waits, because, message }) => {
          const known = workflow.draft.nodes.find(({ id }) => id === node);
          const isPast = left_at !== null && Date.parse(left_at) <= now;
          return (
            <Timeline.Item key={visit} title={known ? `${words.title(known)}: ${words.detail(known)}` : node}>
              <Text size="sm">{isPast && reason ? reasons(reason, port) : t(`waits.${waits ?? 'time'}`)}</Text>
              {isPast &&
                because.map((one) => (
                  <Text key={one.rule} size="xs" c="dimmed">
                    {t(one.holds ? 'rehearse.holds' : 'rehearse.holds_not', { rule: one.rule })}
                  </Text>
                ))}
              <Text size="xs" c="dimmed">
                {format.instant(isPast ? (left_at ?? entered_at) : entered_at, 'full')}
              </Text>
              {isPast && message && <RehearsedMail message={message} />}
            </Timeline.Item>
          );
        })}
        {now >= to && (
          <Timeline.Item
            title={ended ? t(`ended.${ended as 'completed'}`) : t(`rehearse.state_${state as 'active'}`)}
          />
        )}
      </Timeline>
    </Stack>
  );
}

function RehearsedMail({ message }: { message: NonNullable<Rehearsal['steps'][number]['message']> }) {
  const { t } = useTranslation('workflow');
  const [open, setOpen] = useState(false);
  if (message.problem) {
    return (
      <Text size="sm" c="red">
        {message.problem}
      </Text>
    );
  }
  return (
    <Stack gap={4} mt={4}>
      <Button variant="default" size="compact-xs" w="fit-content" onClick={() => setOpen(!open)}>
        {open ? t('rehearse.hide') : t('rehearse.show', { subject: message.subject || message.text.slice(0, 40) })}
      </Button>
      {open && message.html !== '' && <MailFrame title={message.subject} html={message.html} />}
      {open && message.html === '' && <Text size="sm">{message.text}</Text>}
    </Stack>
  );
}

function KeptRehearsals({ workflow_id }: { workflow_id: string }) {
  const { t } = useTranslation('workflow');
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
      {kept.data.map(({ id, name, passes }) => (
        <Group key={id} justify="space-between">
          <Checkbox
            checked={passes}
            readOnly
            label={name}
            description={t(passes ? 'rehearse.passes' : 'rehearse.differs')}
          />
          <Button variant="default" size="compact-xs" onClick={() => forget.mutate(id)}>
            {t('rehearse.forget')}
          </Button>
        </Group>
      ))}
    </Stack>
  );
}
