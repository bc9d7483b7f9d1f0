import { Drawer } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Sender } from '#shared/contract/sender.contract.ts';
import { SenderForm } from './sender-form.tsx';

interface SenderDrawerProps {
  opened: boolean;
  /** Without it a new one is added. */
  sender: Sender | undefined;
  onClose(): void;
}

export function SenderDrawer({ opened, sender, onClose }: SenderDrawerProps) {
  const { t } = useTranslation(['settings', 'common']);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      size={480}
      title={sender ? t('sender.edit_title', { name: sender.name }) : t('sender.add')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <SenderForm key={sender?.id ?? 'new'} sender={sender} onDone={onClose} />
    </Drawer>
  );
}
