import { Button, Group, Modal, SegmentedControl } from '@mantine/core';
import { IconMailFast } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client } from '#renderer/data/client.ts';
import { useMay } from '#renderer/data/session.ts';
import { ContactPicker } from '#renderer/pickers/contact-picker.tsx';
import { BodyPanel } from '#renderer/pickers/message-body/body-panel.tsx';
import { MessageView } from '#renderer/pickers/message-view.tsx';
import { TemplateSelect } from '#renderer/pickers/template-select.tsx';
import { TestDialog } from '#renderer/pickers/test-dialog.tsx';
import { confirm } from '#renderer/ui/confirm.tsx';
import { toast } from '#renderer/ui/toast.tsx';
import type { ContactRow } from '#shared/contract/contact.contract.ts';
import type { EmailSpec } from '#shared/domain/workflow/workflow-graph.ts';
import classes from './message-dialog.module.css';
import { useMessagePreview } from './use-message-preview.ts';

interface MessageDialogProps {
  title: string;
  node: EmailSpec;
  readOnly: boolean;
  opened: boolean;
  onClose(): void;
  /** @param field names what is typed into; absent: a choice */
  edit(part: Partial<EmailSpec>, field?: string): void;
}

/** The whole screen for one mail of a workflow: written as the mails of campaigns are, seen as somebody gets it, tried by a test. */
export function MessageDialog({ title, opened, onClose, ...message }: MessageDialogProps) {
  const { t } = useTranslation('workflow');
  return (
    <Modal
      fullScreen
      opened={opened}
      onClose={onClose}
      title={title}
      classNames={{ content: classes.content, body: classes.page }}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Message {...message} onClose={onClose} />
    </Modal>
  );
}

function Message({ node, readOnly, edit, onClose }: Omit<MessageDialogProps, 'title' | 'opened'>) {
  const { t } = useTranslation(['workflow', 'campaign']);
  const may = useMay();
  const [side, setSide] = useState<'write' | 'preview'>(readOnly ? 'preview' : 'write');
  const [contact, setContact] = useState<ContactRow | null>(null);
  const [tests, setTests] = useState(false);
  const preview = useMessagePreview(node, contact?.id);
  const { subject, preheader, body_kind, body, sender_id } = node;
  return (
    <>
      <Group gap="sm" align="flex-end" wrap="nowrap">
        {!readOnly && (
          <SegmentedControl
            aria-label={t('message.side')}
            value={side}
            onChange={(next) => setSide(next as typeof side)}
            data={[
              { value: 'write', label: t('message.write') },
              { value: 'preview', label: t('message.preview') },
            ]}
          />
        )}
        {side === 'write' && may('template.read') && <FromTemplate node={node} edit={edit} />}
        {side === 'preview' && may('contact.read') && (
          <ContactPicker label={t('message.as')} value={contact} onChange={setContact} width={240} />
        )}
        <Group gap="xs" ms="auto" wrap="nowrap">
          {may('workflow.write') && (
            <Button
              variant="default"
              leftSection={<IconMailFast size={18} aria-hidden />}
              onClick={() => setTests(true)}
            >
              {t('campaign:action.test')}
            </Button>
          )}
          <Button onClick={onClose}>{t('message.done')}</Button>
        </Group>
      </Group>
      {side === 'write' ? (
        <BodyPanel
          body_kind={body_kind}
          body={body}
          problems={preview.data?.problems ?? []}
          onChange={({ body_kind: kind, body: text }) =>
            edit(
              {
                ...(kind !== undefined && kind !== 'text' && { body_kind: kind }),
                ...(text !== undefined && { body: text }),
              },
              kind === undefined ? 'body' : undefined,
            )
          }
        />
      ) : (
        <div className={classes.preview}>
          <MessageView message={preview.data} />
        </div>
      )}
      <TestDialog
        channel="email"
        contact={contact}
        otherwise={t('message.made_up')}
        send={(wish) =>
          client.workflows.testMessage({ ...wish, message: { subject, preheader, body_kind, body, sender_id } })
        }
        opened={tests}
        onClose={() => setTests(false)}
      />
    </>
  );
}

/** Begins with what a template says; Undo brings back what was there. */
function FromTemplate({ node, edit }: Pick<MessageDialogProps, 'node' | 'edit'>) {
  const { t } = useTranslation('workflow');
  const take = useMutation({
    mutationFn: (id: string) => client.templates.get({ id }),
    onSuccess({ content: { subject, preheader, body_kind, body } }) {
      if (body_kind === 'text') return;
      edit({ subject: subject || node.subject, preheader: preheader || node.preheader, body_kind, body });
    },
    onError: toast.failed,
  });
  const choose = (id: string) => {
    if (id === '') return;
    if (node.body.trim() === '') return take.mutate(id);
    confirm({
      title: t('message.replace'),
      body: t('message.replace_what'),
      action: t('message.replace_action'),
      danger: true,
      onConfirm: () => take.mutate(id),
    });
  };
  return <TemplateSelect label={t('message.begin_with')} channel="email" onChange={choose} />;
}
