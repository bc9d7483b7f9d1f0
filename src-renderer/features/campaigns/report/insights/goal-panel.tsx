import { Autocomplete, Button, Group, NumberInput, Select, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { toast } from '#renderer/ui/toast.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { CampaignReport, Goal } from '#shared/contract/report.contract.ts';
import { Panel } from './panel.tsx';

const NO_GOAL: Goal = { event: '', amount: null, days: 7, touch: 'click' };

/** What the campaign is for, and how often that has come about. */
export function GoalPanel({ id, report }: { id: string; report: CampaignReport }) {
  const { t } = useTranslation(['insights', 'common']);
  const format = useFormat();
  const may = useMay();
  const [editing, setEditing] = useState(false);
  const { goal, conversion } = report;
  return (
    <Panel
      title={t('goal.title')}
      note={goal ? t(`goal.note_${goal.touch}`, { event: goal.event, count: goal.days }) : t('goal.none')}
      tools={
        may('campaign.write') &&
        !editing && (
          <Button size="xs" variant="default" onClick={() => setEditing(true)}>
            {t(goal ? 'goal.change' : 'goal.set')}
          </Button>
        )
      }
    >
      {editing && <GoalForm id={id} goal={goal ?? NO_GOAL} isSet={goal !== null} onDone={() => setEditing(false)} />}
      {!editing && goal && conversion && (
        <Text className="numbers">
          {t('goal.people', { count: conversion.people })}
          {' · '}
          {t('goal.events', { count: conversion.events })}
          {goal.amount && ` · ${t('goal.revenue', { amount: format.number(conversion.revenue) })}`}
        </Text>
      )}
    </Panel>
  );
}

function GoalForm({ id, goal, isSet, onDone }: { id: string; goal: Goal; isSet: boolean; onDone: () => void }) {
  const { t } = useTranslation(['insights', 'common']);
  const queries = useQueryClient();
  const [draft, setDraft] = useState(goal);
  const may = useMay();
  const events = useQuery({ ...api.events.names.queryOptions(), enabled: may('event.read') });
  const { mutate, isPending } = useMutation(
    api.reports.setGoal.mutationOptions({
      onSuccess(report) {
        queries.setQueryData(api.reports.campaign.queryKey({ input: { id } }), report);
        onDone();
      },
      onError: toast.failed,
    }),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        mutate({ id, goal: draft });
      }}
    >
      <Group align="end" gap="sm">
        <Autocomplete
          label={t('goal.event')}
          required
          value={draft.event}
          data={events.data?.map(({ name }) => name) ?? []}
          onChange={(event) => setDraft({ ...draft, event })}
        />
        <TextInput
          label={t('goal.amount')}
          placeholder={t('goal.no_amount')}
          value={draft.amount ?? ''}
          onChange={(event) => setDraft({ ...draft, amount: event.currentTarget.value || null })}
        />
        <NumberInput
          label={t('goal.days')}
          w={110}
          min={1}
          max={90}
          value={draft.days}
          onChange={(days) => setDraft({ ...draft, days: Number(days) || 1 })}
        />
        <Select
          label={t('goal.touch')}
          allowDeselect={false}
          value={draft.touch}
          data={(['click', 'open'] as const).map((value) => ({ value, label: t(`goal.touch_${value}`) }))}
          onChange={(touch) => setDraft({ ...draft, touch: touch === 'open' ? 'open' : 'click' })}
        />
        <Button type="submit" loading={isPending} disabled={draft.event.trim() === ''}>
          {t('common:save')}
        </Button>
        {isSet && (
          <Button variant="default" onClick={() => mutate({ id, goal: null })}>
            {t('goal.remove')}
          </Button>
        )}
        <Button variant="subtle" onClick={onDone}>
          {t('common:cancel')}
        </Button>
      </Group>
    </form>
  );
}
