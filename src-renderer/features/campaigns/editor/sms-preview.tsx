import { Skeleton, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import type { RenderedMessage } from '#shared/contract/campaign.contract.ts';
import classes from './campaign-editor.module.css';
import { FieldValues } from './field-values.tsx';
import { PersonChoice } from './person-choice.tsx';
import type { Preview, PreviewContact } from './use-preview.ts';

interface SmsPreviewProps {
  /** Of the campaign. */
  id: string;
  preview: Preview;
  contact: PreviewContact | null;
  onContact(contact: PreviewContact): void;
}

/** The text message as it arrives on one telephone. */
export function SmsPreview({ id, preview, contact, onContact }: SmsPreviewProps) {
  if (preview.error && !preview.data) {
    return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  }
  return (
    <>
      <div className={classes.tools}>
        <PersonChoice id={id} contact={contact} onContact={onContact} />
      </div>
      {preview.data ? (
        <>
          <FieldValues fields={preview.data.fields} />
          <Bubble message={preview.data} />
        </>
      ) : (
        <Skeleton flex={1} radius={0} />
      )}
    </>
  );
}

function Bubble({ message }: { message: RenderedMessage }) {
  const { t } = useTranslation(['sms', 'campaign']);
  const { from, to, text, missing } = message;
  return (
    <Stack gap="xs" p="md" maw={380}>
      <Text size="xs" c="dimmed">
        {from} → {to}
      </Text>
      {text !== '' && (
        <section aria-label={t('bubble')} className={classes.bubble}>
          {text}
        </section>
      )}
      {text !== '' && (
        <Text size="xs" c="dimmed">
          {t('personal', { to, interpolation: { escapeValue: false } })}
        </Text>
      )}
      {missing.length > 0 && (
        <Text size="sm" c="var(--mantine-color-amber-text)">
          {t('campaign:preview.missing', { count: missing.length, fields: missing.join(', ') })}
        </Text>
      )}
    </Stack>
  );
}
