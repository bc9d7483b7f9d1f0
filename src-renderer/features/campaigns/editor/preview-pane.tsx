import { Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '#renderer/data/client.ts';
import { LookSwitch, type MessageLook, MessageSheet } from '#renderer/pickers/message-view.tsx';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import { hasRemotePictures } from '#renderer/ui/mail-document.ts';
import type { RenderedMessage } from '#shared/contract/campaign.contract.ts';
import classes from './campaign-editor.module.css';
import { FieldValues } from './field-values.tsx';
import { PersonChoice } from './person-choice.tsx';
import type { Preview, PreviewContact } from './use-preview.ts';

interface PreviewPaneProps {
  /** Of the campaign. */
  id: string;
  preview: Preview;
  contact: PreviewContact | null;
  onContact(contact: PreviewContact): void;
}

/** The message as one contact gets it: in the inbox, on a screen, on a phone, as text. */
export function PreviewPane({ id, preview, contact, onContact }: PreviewPaneProps) {
  const [look, setLook] = useState<MessageLook>('desktop');
  const message = useLastGood(preview.data);
  if (preview.error && !preview.data) {
    return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  }
  return (
    <>
      <div className={classes.tools}>
        <PersonChoice id={id} contact={contact} onContact={onContact} />
        <LookSwitch look={look} onLook={setLook} />
      </div>
      {message ? (
        <>
          <InboxLine message={message} />
          <PreviewNotes message={message} />
          <FieldValues fields={message.fields} />
          <MessageSheet html={message.html} text={message.text} look={look} />
        </>
      ) : (
        <Skeleton flex={1} radius={0} />
      )}
    </>
  );
}

function InboxLine({ message }: { message: RenderedMessage }) {
  const { t } = useTranslation('campaign');
  return (
    <div className={classes.inbox}>
      <Text size="xs" c="dimmed" truncate>
        {message.from} → {message.to}
      </Text>
      <Text size="sm" truncate>
        <Text span fw={600}>
          {message.subject || t('preview.no_subject')}
        </Text>
        {message.preheader && (
          <Text span c="dimmed">
            {' - '}
            {message.preheader}
          </Text>
        )}
      </Text>
    </div>
  );
}

function PreviewNotes({ message }: { message: RenderedMessage }) {
  const { t } = useTranslation('campaign');
  const { data: organization } = useQuery(api.organization.get.queryOptions());
  const notes = [
    ...(message.missing.length > 0
      ? [t('preview.missing', { count: message.missing.length, fields: message.missing.join(', ') })]
      : []),
    ...(hasRemotePictures(message.html, organization?.tracking.effective_url) ? [t('preview.pictures')] : []),
  ];
  return notes.map((note) => (
    <Text key={note} size="sm" px={12} py={6} c="var(--mantine-color-amber-text)" bg="var(--mantine-color-amber-light)">
      {note}
    </Text>
  ));
}

/** While the template has an error there is no message; the last one stays, so that the page does not jump. */
function useLastGood(message: RenderedMessage | undefined): RenderedMessage | undefined {
  const last = useRef<RenderedMessage>(undefined);
  const broken = message?.problems.length && !message.html;
  if (message && !broken) last.current = message;
  return last.current ?? message;
}
