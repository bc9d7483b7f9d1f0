import { Avatar, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconCheck, IconDevices, IconLogout } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { client, isDesktop } from '#renderer/data/client.ts';
import { endSession } from '#renderer/data/session.ts';
import { toast } from '#renderer/ui/toast.tsx';
import type { User } from '#shared/contract/account.contract.ts';
import { LANGUAGES, speak } from './i18n.ts';

export function UserMenu({ user }: { user: User }) {
  const { t, i18n } = useTranslation('frame');
  const [, navigate] = useLocation();
  const queries = useQueryClient();
  const signOut = async () => {
    try {
      await client.account.logout();
      endSession(queries);
      navigate('/');
    } catch (error) {
      toast.failed(error);
    }
  };
  return (
    <Menu width={240}>
      <Menu.Target>
        <UnstyledButton style={{ borderRadius: 999 }}>
          <Avatar name={user.name} color="accent" size={32} aria-hidden />
          <VisuallyHidden>{t('user_menu', { name: user.name })}</VisuallyHidden>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="md" fw={500} c="var(--mantine-color-text)" truncate>
            {user.name}
          </Text>
          <Text size="xs" truncate>
            {user.email}
          </Text>
        </Menu.Label>
        <Menu.Item leftSection={<IconDevices size={16} />} onClick={() => navigate('/settings/account')}>
          {t('my_account')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Label>{t('language')}</Menu.Label>
        {LANGUAGES.map(({ code, name }) => (
          <Menu.Item
            key={code}
            lang={code}
            onClick={() => speak(code)}
            rightSection={i18n.language === code ? <IconCheck size={16} /> : null}
          >
            {name}
          </Menu.Item>
        ))}
        {!isDesktop() && (
          <>
            <Menu.Divider />
            <Menu.Item leftSection={<IconLogout size={16} />} onClick={signOut}>
              {t('sign_out')}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
