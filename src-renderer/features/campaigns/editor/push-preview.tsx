import { SegmentedControl, Skeleton, Stack, Text } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '#renderer/ui/error-state.tsx';
import type { RenderedMessage } from '#shared/contract/campaign.contract.ts';
import classes from './campaign-editor.module.css';
import { PersonChoice } from './person-choice.tsx';
import push from './push-preview.module.css';
import type { Preview, PreviewContact } from './use-preview.ts';

interface PushPreviewProps {
  /** Of the campaign. */
  id: string;
  preview: Preview;
  contact: PreviewContact | null;
  onContact(contact: PreviewContact): void;
}

/** The message as a screen shows it to one contact: closed, as most see it, or opened. */
export function PushPreview({ id, preview, contact, onContact }: PushPreviewProps) {
  const { t } = useTranslation('push');
  const [isOpen, setOpen] = useState(false);
  if (preview.error && !preview.data) {
    return <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />;
  }
  return (
    <>
      <div className={classes.tools}>
        <PersonChoice id={id} contact={contact} onContact={onContact} />
        <SegmentedControl
          ml="auto"
          size="xs"
          aria-label={t('notification')}
          value={isOpen ? 'open' : 'closed'}
          onChange={(value) => setOpen(value === 'open')}
          data={[
            { value: 'closed', label: t('as_closed') },
            { value: 'open', label: t('as_open') },
          ]}
        />
      </div>
      {preview.data ? <Notification message={preview.data} isOpen={isOpen} /> : <Skeleton flex={1} radius={0} />}
    </>
  );
}

function Notification({ message, isOpen }: { message: RenderedMessage; isOpen: boolean }) {
  const { t } = useTranslation(['push', 'campaign']);
  const { from, missing } = message;
  const { title, text, link, image } = message.push ?? { title: message.subject, text: '', link: '', image: '' };
  return (
    <Stack gap="xs" p="md" maw={420}>
      <section aria-label={t('notification')} className={push.card} data-open={isOpen || undefined}>
        <IconBell className={push.icon} size={20} stroke={1.5} aria-hidden />
        <div className={push.words}>
          <Text size="xs" c="dimmed" truncate>
            {[from, t('now')].filter(Boolean).join(' · ')}
          </Text>
          <div className={push.title}>{title || t('no_title')}</div>
          <div className={push.text}>{text}</div>
          {isOpen && image !== '' && <div className={push.image}>{image}</div>}
        </div>
      </section>
      {link !== '' && (
        <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
          {t('link_hint')}: {link}
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
