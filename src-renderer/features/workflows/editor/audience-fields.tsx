import { Autocomplete, SegmentedControl, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { ListPicker } from '#renderer/pickers/list-picker.tsx';
import type { NodeFieldsProps } from './node-fields-props.ts';

interface ListChoiceProps extends Pick<NodeFieldsProps, 'edit'> {
  list_id: string;
  error?: string;
  hint?: string;
}

export function ListChoice({ list_id, edit, error, hint }: ListChoiceProps) {
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

export function AddOrRemove({ change, edit }: { change: 'add' | 'remove' } & Pick<NodeFieldsProps, 'edit'>) {
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

export function SegmentFields({ node, edit, errorOf }: NodeFieldsProps<'on_segment'>) {
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

export function EventFields({ node, edit, errorOf }: NodeFieldsProps<'on_event'>) {
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

export function TagFields({ node, edit, errorOf }: NodeFieldsProps<'tag'>) {
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
