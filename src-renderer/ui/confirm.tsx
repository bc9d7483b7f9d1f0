import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import i18next from 'i18next';

interface Question {
  title: string;
  /** What will happen, to how many. */
  body: string;
  /** A verb: "Delete 12 contacts". */
  action: string;
  danger?: boolean;
  onConfirm(): void;
}

export function confirm({ title, body, action, danger = false, onConfirm }: Question): void {
  modals.openConfirmModal({
    title,
    children: <Text size="md">{body}</Text>,
    labels: { confirm: action, cancel: i18next.t('cancel') },
    confirmProps: danger ? { color: 'red' } : {},
    cancelProps: { variant: 'default' },
    closeButtonProps: { 'aria-label': i18next.t('close') },
    onConfirm,
  });
}
