import { Anchor, Group } from '@mantine/core';
import { type NotificationData, notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { describeError } from './describe-error.ts';

interface ToastAction {
  label: string;
  onClick(): void;
}

/** Says in passing that something is done, and how to take it back; or why it is not done. */
export const toast = {
  done(message: string, action?: ToastAction): void {
    const id = show({ message, color: 'green', autoClose: action ? 10_000 : 5_000 });
    if (!action) return;
    const act = () => {
      notifications.hide(id);
      action.onClick();
    };
    notifications.update({
      id,
      message: (
        <Group justify="space-between">
          {message}
          <Anchor component="button" type="button" fw={500} onClick={act}>
            {action.label}
          </Anchor>
        </Group>
      ),
    });
  },
  /** Something to know that is neither success nor failure. */
  note(message: string): void {
    show({ message, color: 'blue', autoClose: 10_000 });
  },
  failed(error: unknown): void {
    const { message, hint } = describeError(error);
    const words = hint ? { title: message, message: hint } : { message };
    show({ ...words, color: 'red', autoClose: 10_000, role: 'alert' });
  },
};

function show(words: NotificationData): string {
  return notifications.show({ withBorder: true, closeButtonProps: { 'aria-label': i18next.t('close') }, ...words });
}
