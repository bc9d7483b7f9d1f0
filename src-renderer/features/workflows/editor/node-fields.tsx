import {
  Autocomplete,
  Button,
  Checkbox,
  CloseButton,
  Group,
  MultiSelect,
  NumberInput,
  SegmentedControl,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { useSession } from '#renderer/data/session.ts';
import { ListPicker } from '#renderer/pickers/list-picker.tsx';
import type { NodeSpec } from '#shared/domain/workflow/workflow-graph.ts';
import { ConditionFields } from './condition-fields.tsx';
import { DateFields } from './date-fields.tsx';
import { FieldValueFields } from './field-value-fields.tsx';
import { MessageFields } from './message-fields.tsx';
import type { NodeFieldsProps } from './node-fields-props.ts';
import { SpanFields } from './span-fields.tsx';

/** The properties of a node, by its type. */
export function NodeFields(props: { node: NodeSpec } & Omit<NodeFieldsProps, 'node'>) {
  const { node, edit, errorOf } = props;
  const { t } = useTranslation('workflow');
  switch (node.type) {
    case 'on_list':
      return (
        <>
          <ListChoice list_id={node.list_id} edit={edit} error={errorOf('list_id')} />
          <Switch
            label={t('field.imports')}
            description={t('field.imports_hint')}
            checked={node.imports}
            onChange={(event) => edit({ imports: event.currentTarget.checked })}
          />
        </>
      );
    case 'on_form':
      return <ListChoice list_id={node.list_id} edit={edit} error={errorOf('list_id')} hint={t('field.form_hint')} />;
    case 'list':
      return (
        <>
          <ListChoice list_id={node.list_id} edit={edit} error={errorOf('list_id')} />
          <AddOrRemove change={node.change} edit={edit} />
        </>
      );
    case 'on_segment':
      return <SegmentFields {...props} node={node} />;
    case 'on_event':
      return <EventFields {...props} node={node} />;
    case 'on_date':
      return <DateFields value={node} edit={edit} errorOf={errorOf} />;
    case 'tag':
      return <TagFields {...props} node={node} />;
    case 'set_field':
      return <FieldValueFields {...props} node={node} />;
    case 'send_email':
    case 'send_sms':
      return <MessageFields {...props} node={node} />;
    case 'notify':
      return <NotifyFields {...props} node={node} />;
    case 'webhook':
      return (
        <TextInput
          label={t('field.url')}
          description={t('field.url_hint')}
          placeholder="https://"
          value={node.url}
          error={errorOf('url')}
          onChange={(event) => edit({ url: event.currentTarget.value }, 'url')}
        />
      );
    case 'start_workflow':
    case 'stop_workflow':
      return <OtherWorkflow {...props} node={node} />;
    case 'wait':
      return <WaitFields {...props} node={node} />;
    case 'wait_until':
      return (
        <>
          <ConditionFields
            value={node.when}
            error={errorOf('when')}
            onChange={(when, field) => edit({ when }, field)}
          />
          <Switch
            label={t('field.timeout')}
            checked={node.timeout !== null}
            onChange={(event) => edit({ timeout: event.currentTarget.checked ? { amount: 3, unit: 'days' } : null })}
          />
          {node.timeout && (
            <SpanFields
              value={node.timeout}
              error={errorOf('timeout')}
              onChange={(timeout) => edit({ timeout }, 'timeout')}
            />
          )}
        </>
      );
    case 'wait_date':
      return <WaitDateFields {...props} node={node} />;
    case 'if':
    case 'goal':
      return (
        <>
          {node.type === 'goal' && (
            <Text size="sm" c="dimmed">
              {t('what.goal_hint')}
            </Text>
          )}
          <ConditionFields
            value={node.when}
            error={errorOf('when')}
            onChange={(when, field) => edit({ when }, field)}
          />
        </>
      );
    case 'split':
      return <SplitFields {...props} node={node} />;
    case 'note':
      return (
        <Textarea
          label={t('field.text')}
          autosize
          minRows={3}
          value={node.text}
          onChange={(event) => edit({ text: event.currentTarget.value }, 'text')}
        />
      );
    default:
      return (
        <Text size="sm" c="dimmed">
          {t(`what.${node.type}`)}
        </Text>
      );
  }
}

interface ListChoiceProps extends Pick<NodeFieldsProps, 'edit'> {
  list_id: string;
  error?: string;
  hint?: string;
}

function ListChoice({ list_id, edit, error, hint }: ListChoiceProps) {
  const { t } = useTranslation('workflow');
  return (
    <ListPicker
      label={t('field.list_id')}
      description={hint}
      value={list_id || null}
      error={error}
      onChange={(id) => edit({ list_id: id ?? '' })}
    />
  );
}

function AddOrRemove({ change, edit }: { change: 'add' | 'remove' } & Pick<NodeFieldsProps, 'edit'>) {
  const { t } = useTranslation('workflow');
  return (
    <SegmentedControl
      aria-label={t('field.change')}
      value={change}
      onChange={(next) => edit({ change: next })}
      data={[
        { value: 'add', label: t('change.add') },
        { value: 'remove', label: t('change.remove') },
      ]}
    />
  );
}

function SegmentFields({ node, edit, errorOf }: NodeFieldsProps<'on_segment'>) {
  const { t } = useTranslation('workflow');
  const { data = [] } = useQuery(api.segments.list.queryOptions());
  return (
    <>
      <Select
        label={t('field.segment_id')}
        description={t('field.segment_hint')}
        searchable
        value={node.segment_id || null}
        error={errorOf('segment_id')}
        onChange={(id) => edit({ segment_id: id ?? '' })}
        data={data.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <SegmentedControl
        aria-label={t('field.change')}
        value={node.change}
        onChange={(change) => edit({ change })}
        data={[
          { value: 'entered', label: t('change.entered') },
          { value: 'left', label: t('change.left') },
        ]}
      />
    </>
  );
}

function EventFields({ node, edit, errorOf }: NodeFieldsProps<'on_event'>) {
  const { t } = useTranslation('workflow');
  const { data: catalogue } = useQuery(api.segments.catalogue.queryOptions());
  return (
    <Autocomplete
      label={t('field.event')}
      description={t('field.event_hint')}
      data={[...new Set(catalogue?.events.map(({ name }) => name))]}
      value={node.event}
      error={errorOf('event')}
      onChange={(event) => edit({ event }, 'event')}
    />
  );
}

function TagFields({ node, edit, errorOf }: NodeFieldsProps<'tag'>) {
  const { t } = useTranslation('workflow');
  const { data = [] } = useQuery(api.tags.list.queryOptions());
  return (
    <>
      <Select
        label={t('field.tag_id')}
        searchable
        value={node.tag_id || null}
        error={errorOf('tag_id')}
        onChange={(id) => edit({ tag_id: id ?? '' })}
        data={data.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <AddOrRemove change={node.change} edit={edit} />
    </>
  );
}

function NotifyFields({ node, edit, errorOf }: NodeFieldsProps<'notify'>) {
  const { t } = useTranslation('workflow');
  const session = useSession();
  const users = useQuery({ ...api.account.users.queryOptions(), retry: false });
  const own = session ? [{ id: session.user.id, name: session.user.name }] : [];
  const known = users.data ?? own;
  return (
    <>
      <MultiSelect
        label={t('field.user_ids')}
        searchable
        value={node.user_ids}
        error={errorOf('user_ids')}
        onChange={(user_ids) => edit({ user_ids })}
        data={known.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <TextInput
        label={t('field.subject')}
        value={node.subject}
        error={errorOf('subject')}
        onChange={(event) => edit({ subject: event.currentTarget.value }, 'subject')}
      />
      <Textarea
        label={t('field.text')}
        description={t('field.notify_hint')}
        autosize
        minRows={3}
        value={node.text}
        onChange={(event) => edit({ text: event.currentTarget.value }, 'text')}
      />
    </>
  );
}

function OtherWorkflow({ node, edit, errorOf }: NodeFieldsProps<'start_workflow' | 'stop_workflow'>) {
  const { t } = useTranslation('workflow');
  const { data = [] } = useQuery(api.workflows.list.queryOptions());
  return (
    <Select
      label={t('field.workflow_id')}
      description={node.type === 'start_workflow' ? t('field.start_hint') : undefined}
      searchable
      value={node.workflow_id || null}
      error={errorOf('workflow_id')}
      onChange={(id) => edit({ workflow_id: id ?? '' })}
      data={data.map(({ id, name }) => ({ value: id, label: name }))}
    />
  );
}

function WaitFields({ node, edit, errorOf }: NodeFieldsProps<'wait'>) {
  const { t } = useTranslation('workflow');
  return (
    <>
      <SpanFields value={node} error={errorOf('amount')} onChange={(span) => edit(span, 'amount')} />
      <Switch
        label={t('field.then_at')}
        checked={node.at !== null}
        onChange={(event) => edit({ at: event.currentTarget.checked ? '09:00' : null })}
      />
      {node.at !== null && (
        <TextInput
          type="time"
          label={t('field.at')}
          description={t('field.zone_hint')}
          value={node.at}
          error={errorOf('at')}
          onChange={(event) => edit({ at: event.currentTarget.value }, 'at')}
        />
      )}
      <Checkbox.Group
        label={t('field.weekdays')}
        description={t('field.weekdays_hint')}
        value={node.weekdays.map(String)}
        onChange={(days) => edit({ weekdays: days.map(Number).sort() })}
      >
        <Group gap="xs" mt={6}>
          {([1, 2, 3, 4, 5, 6, 7] as const).map((day) => (
            <Checkbox key={day} value={String(day)} label={t(`weekday.d${day}`)} size="xs" />
          ))}
        </Group>
      </Checkbox.Group>
    </>
  );
}

function WaitDateFields({ node, edit, errorOf }: NodeFieldsProps<'wait_date'>) {
  const { t } = useTranslation('workflow');
  const { moment } = node;
  const fieldDate = { field: '', offset_days: 0, at: '09:00', yearly: false };
  return (
    <>
      <SegmentedControl
        aria-label={t('field.moment')}
        value={moment.kind}
        onChange={(kind) =>
          edit({ moment: kind === 'fixed' ? { kind, local: '2027-01-01T09:00' } : { kind: 'field', ...fieldDate } })
        }
        data={[
          { value: 'field', label: t('field.moment_field') },
          { value: 'fixed', label: t('field.moment_fixed') },
        ]}
      />
      {moment.kind === 'fixed' ? (
        <TextInput
          type="datetime-local"
          label={t('field.moment')}
          description={t('field.zone_hint')}
          value={moment.local}
          error={errorOf('moment')}
          onChange={(event) => edit({ moment: { kind: 'fixed', local: event.currentTarget.value } }, 'moment')}
        />
      ) : (
        <DateFields
          value={moment}
          errorOf={errorOf}
          edit={(part, field) => edit({ moment: { ...moment, ...part } }, field)}
        />
      )}
    </>
  );
}

function SplitFields({ node: { shares }, edit, errorOf }: NodeFieldsProps<'split'>) {
  const { t } = useTranslation('workflow');
  const change = (index: number, part: object) =>
    edit({ shares: shares.map((share, at) => (at === index ? { ...share, ...part } : share)) }, `share ${index}`);
  const letter = 'ABCDEFGHIJKLMNOPQRST'.split('').find((one) => !shares.some(({ port }) => port === one));
  return (
    <Stack gap="xs">
      {shares.map(({ port, share }, index) => (
        <Group key={port} gap="xs" wrap="nowrap" align="flex-end">
          <NumberInput
            label={t('field.share_of', { port })}
            min={0}
            max={1000}
            value={share}
            flex={1}
            onChange={(value) => change(index, { share: Number(value) || 0 })}
          />
          <CloseButton
            aria-label={t('field.remove_share', { port })}
            disabled={shares.length <= 2}
            onClick={() => edit({ shares: shares.filter((_, at) => at !== index) })}
          />
        </Group>
      ))}
      {errorOf('shares') && (
        <Text size="xs" c="red">
          {errorOf('shares')}
        </Text>
      )}
      <Button
        variant="default"
        size="xs"
        disabled={!letter || shares.length >= 20}
        onClick={() => edit({ shares: [...shares, { port: letter, share: 50 }] })}
      >
        {t('field.add_share')}
      </Button>
    </Stack>
  );
}
