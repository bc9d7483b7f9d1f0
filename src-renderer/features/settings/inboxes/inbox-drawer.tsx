import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Inbox } from '#shared/contract/inbox.contract.ts';
import { InboxForm } from './inbox-form.tsx';

interface InboxDrawerProps {
  opened: boolean;
  /** Without it a new one is added. */
  inbox: Inbox | undefined;
  onClose(): void;
}

export function InboxDrawer({ opened, inbox, onClose }: InboxDrawerProps) {
  const { t } = useTranslation(['feedback', 'common']);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      size={480}
      title={inbox ? t('inbox.edit_title', { name: inbox.name }) : t('inbox.add')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <InboxForm key={inbox?.id ?? 'new'} inbox={inbox} onDone={onClose} />
    </Drawer>
  );
}
