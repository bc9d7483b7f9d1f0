import { Stack } from '@mantine/core';
import { isDesktop } from '#renderer/data/client.ts';
import { PasswordForm } from './password-form.tsx';
import { SessionList } from './session-list.tsx';

export function AccountSection() {
  return (
    <Stack gap="xl">
      <SessionList />
      {!isDesktop() && <PasswordForm />}
    </Stack>
  );
}
