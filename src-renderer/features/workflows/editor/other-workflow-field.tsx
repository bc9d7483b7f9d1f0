import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import type { NodeFieldsProps } from './node-fields-props.ts';

export function OtherWorkflow({ node, edit, errorOf }: NodeFieldsProps<'start_workflow' | 'stop_workflow'>) {
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
