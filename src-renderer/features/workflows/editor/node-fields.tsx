import { Switch, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NodeSpec } from '#shared/domain/workflow/workflow-graph.ts';
import { AddOrRemove, EventFields, ListChoice, SegmentFields, TagFields } from './audience-fields.tsx';
import { ConditionFields } from './condition-fields.tsx';
import { DateFields } from './date-fields.tsx';
import { FieldValueFields } from './field-value-fields.tsx';
import { MessageFields } from './message-fields.tsx';
import type { NodeFieldsProps } from './node-fields-props.ts';
import { NotifyFields } from './notify-fields.tsx';
import { OtherWorkflow } from './other-workflow-field.tsx';
import { SplitFields } from './split-fields.tsx';
import { WaitDateFields, WaitFields, WaitUntilFields } from './wait-fields.tsx';

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
      return <WaitUntilFields {...props} node={node} />;
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
