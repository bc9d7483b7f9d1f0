import { Group, Input, SegmentedControl, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { MergeFieldMenu } from '#renderer/pickers/merge-field-menu.tsx';
import { fromLine } from '#renderer/pickers/sender-select.tsx';
import type { NodeFieldsProps } from './node-fields-props.ts';

const DEFAULT = 'default';

/** What a message says and who sends it. */
export function MessageFields({ node, edit, errorOf }: NodeFieldsProps<'send_email' | 'send_sms'>) {
  const { t } = useTranslation('workflow');
  const { data = [] } = useQuery(api.senders.list.queryOptions());
  const channel = node.type === 'send_sms' ? 'sms' : 'email';
  const body = useRef<HTMLTextAreaElement>(null);
  const insert = (tag: string) => {
    const { selectionStart: from = node.body.length, selectionEnd: to = from } = body.current ?? {};
    edit({ body: node.body.slice(0, from) + tag + node.body.slice(to) });
  };
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
          <TextInput
            label={t('field.subject')}
            value={node.subject}
            error={errorOf('subject')}
            rightSection={
              <MergeFieldMenu
                label={t('field.insert_subject')}
                onInsert={(tag) => edit({ subject: node.subject + tag })}
              />
            }
            onChange={(event) => edit({ subject: event.currentTarget.value }, 'subject')}
          />
          <TextInput
            label={t('field.preheader')}
            value={node.preheader}
            onChange={(event) => edit({ preheader: event.currentTarget.value }, 'preheader')}
          />
        </>
      )}
      <Input.Wrapper error={errorOf('body')}>
        <Group justify="space-between" gap="xs" mb={4}>
          <Input.Label htmlFor="workflow-body">{t('field.body')}</Input.Label>
          <Group gap={4}>
            {node.type === 'send_email' && (
              <SegmentedControl
                size="xs"
                aria-label={t('field.body_kind')}
                value={node.body_kind}
                onChange={(body_kind) => edit({ body_kind })}
                data={[
                  { value: 'markdown', label: 'Markdown' },
                  { value: 'html', label: 'HTML' },
                ]}
              />
            )}
            <MergeFieldMenu label={t('field.insert_body')} onInsert={insert} />
          </Group>
        </Group>
        <Textarea
          id="workflow-body"
          ref={body}
          autosize
          minRows={10}
          maxRows={24}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 13 } }}
          value={node.body}
          onChange={(event) => edit({ body: event.currentTarget.value }, 'body')}
        />
      </Input.Wrapper>
    </>
  );
}
