import { Group, Input, Select, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { LiquidField } from '#renderer/pickers/liquid-field.tsx';
import { MergeFieldMenu } from '#renderer/pickers/merge-field-menu.tsx';
import { fromLine } from '#renderer/pickers/sender-select.tsx';
import type { NodeFieldsProps } from './node-fields-props.ts';

const DEFAULT = 'default';

/** Who sends a message and what is read of it first; the body of a mail has a screen of its own. */
export function MessageFields({ node, edit, errorOf }: NodeFieldsProps<'send_email' | 'send_sms'>) {
  const { t } = useTranslation('workflow');
  const { data = [] } = useQuery(api.senders.list.queryOptions());
  const channel = node.type === 'send_sms' ? 'sms' : 'email';
  return (
    <>
      <Select
        label={t('field.sender_id')}
        value={node.sender_id ?? DEFAULT}
        error={errorOf('sender_id')}
        onChange={(id) => edit({ sender_id: id === DEFAULT ? null : id })}
        data={[
          { value: DEFAULT, label: t('field.default_sender') },
          ...data.filter((one) => one.channel === channel).map((one) => ({ value: one.id, label: fromLine(one) })),
        ]}
      />
      {node.type === 'send_email' && (
        <>
          <LiquidField
            label={t('field.subject')}
            value={node.subject}
            error={errorOf('subject')}
            onChange={(subject) => edit({ subject }, 'subject')}
          />
          <LiquidField
            label={t('field.preheader')}
            value={node.preheader}
            onChange={(preheader) => edit({ preheader }, 'preheader')}
          />
          {errorOf('body') && <Input.Error>{errorOf('body')}</Input.Error>}
        </>
      )}
      {node.type === 'send_sms' && <SmsText node={node} edit={edit} error={errorOf('body')} />}
    </>
  );
}

function SmsText({ node, edit, error }: Pick<NodeFieldsProps<'send_sms'>, 'node' | 'edit'> & { error?: string }) {
  const { t } = useTranslation('workflow');
  const body = useRef<HTMLTextAreaElement>(null);
  const insert = (tag: string) => {
    const { selectionStart: from = node.body.length, selectionEnd: to = from } = body.current ?? {};
    edit({ body: node.body.slice(0, from) + tag + node.body.slice(to) });
  };
  return (
    <Input.Wrapper error={error}>
      <Group justify="space-between" gap="xs" mb={4}>
        <Input.Label htmlFor="workflow-body">{t('field.body')}</Input.Label>
        <MergeFieldMenu label={t('field.insert_body')} onInsert={insert} />
      </Group>
      <Textarea
        id="workflow-body"
        ref={body}
        autosize
        minRows={4}
        maxRows={16}
        value={node.body}
        onChange={(event) => edit({ body: event.currentTarget.value }, 'body')}
      />
    </Input.Wrapper>
  );
}
