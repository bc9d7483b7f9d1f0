import { Button, Group, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ContactPicker } from '#renderer/pickers/contact-picker.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { ContactRow } from '#shared/contract/contact.contract.ts';
import type { Workflow } from '#shared/contract/workflow.contract.ts';

/** Lets one contact or a whole segment enter by hand; absent where nobody may, or the workflow takes nobody in this way. */
export function LetIn({ workflow: { id, state, live } }: { workflow: Workflow }) {
  const { t } = useTranslation('workflow');
  const may = useMay();
  const [kind, setKind] = useState<'contact' | 'segment'>('contact');
  const isOpen = state === 'live' && live?.nodes.some(({ type }) => type === 'manual');
  if (!may('workflow.publish') || !isOpen) return null;
  return (
    <Stack gap="xs" component="section" aria-label={t('let_in.title')}>
      <Group justify="space-between">
        <Text fw={500}>{t('let_in.title')}</Text>
        <SegmentedControl
          size="xs"
          aria-label={t('let_in.who')}
          value={kind}
          onChange={(next) => setKind(next as typeof kind)}
          data={[
            { value: 'contact', label: t('let_in.contact') },
            { value: 'segment', label: t('let_in.segment') },
          ]}
        />
      </Group>
      {kind === 'contact' ? <OneContact id={id} /> : <WholeSegment id={id} />}
    </Stack>
  );
}

function OneContact({ id }: { id: string }) {
  const { t } = useTranslation('workflow');
  const [contact, setContact] = useState<ContactRow | null>(null);
  const enter = useMutation({
    mutationFn: (contact_id: string) => client.workflows.enrol({ id, contact_id }),
    onSuccess() {
      toast.done(t('let_in.done'));
      setContact(null);
    },
    onError: toast.failed,
  });
  return (
    <Group align="flex-end" gap="xs" wrap="nowrap">
      <ContactPicker label={t('let_in.contact')} value={contact} onChange={setContact} width={280} />
      <Button
        variant="default"
        disabled={!contact}
        loading={enter.isPending}
        onClick={() => contact && enter.mutate(contact.id)}
      >
        {t('let_in.action')}
      </Button>
    </Group>
  );
}

function WholeSegment({ id }: { id: string }) {
  const { t } = useTranslation('workflow');
  const [segment_id, setSegment] = useState<string | null>(null);
  const { data = [] } = useQuery(api.segments.list.queryOptions());
  const enter = useMutation({
    mutationFn: (chosen: string) => client.workflows.enrolSegment({ id, segment_id: chosen }),
    onSuccess() {
      toast.done(t('let_in.segment_done'));
      setSegment(null);
    },
    onError: toast.failed,
  });
  return (
    <>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <Select
          label={t('let_in.segment')}
          searchable
          w={280}
          value={segment_id}
          onChange={setSegment}
          data={data.map((segment) => ({ value: segment.id, label: segment.name }))}
        />
        <Button
          variant="default"
          disabled={!segment_id}
          loading={enter.isPending}
          onClick={() => segment_id && enter.mutate(segment_id)}
        >
          {t('let_in.action')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {t('let_in.segment_hint')}
      </Text>
    </>
  );
}
