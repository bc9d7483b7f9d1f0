import { ActionIcon, Group, Menu, Select, Table, Text } from '@mantine/core';
import { IconDots, IconMail, IconUserOff } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { StatusPill } from '#renderer/ui/status-pill.tsx';
import { useFormat } from '#renderer/ui/use-format.tsx';
import type { User } from '#shared/contract/account.contract.ts';
import { ROLES, type Role } from '#shared/domain/role.ts';
import { usePersonActions } from './use-person-actions.ts';

interface PersonRowProps {
  user: User;
  writes: boolean;
  isMe: boolean;
  onLink(link: { name: string; url: string }): void;
}

export function PersonRow({ user, writes, isMe, onLink }: PersonRowProps) {
  const { t } = useTranslation(['settings', 'common']);
  const format = useFormat();
  const actions = usePersonActions(user, onLink);
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <Text size="sm" fw={500} c={user.active ? undefined : 'dimmed'}>
            {user.name}
          </Text>
          {isMe && (
            <Text size="xs" c="dimmed">
              {t('people.you')}
            </Text>
          )}
          {user.invited && user.active && (
            <StatusPill size="sm" tone="info" icon={IconMail} label={t('people.invited')} />
          )}
          {!user.active && <StatusPill size="sm" tone="neutral" icon={IconUserOff} label={t('people.inactive')} />}
        </Group>
        <Text size="sm" c="dimmed">
          {user.email}
        </Text>
      </Table.Td>
      <Table.Td>
        {writes && user.active ? (
          <Select
            size="xs"
            aria-label={t('people.role_of', { name: user.name })}
            value={user.role}
            data={ROLES.map((value) => ({ value, label: t(`common:role.${value}`) }))}
            onChange={(role) => role && actions.changeRole(role as Role)}
          />
        ) : (
          t(`common:role.${user.role}`)
        )}
      </Table.Td>
      <Table.Td>{user.last_seen_at ? format.relative(user.last_seen_at) : t('people.never')}</Table.Td>
      <Table.Td>
        {writes && !isMe && (
          <Menu>
            <Menu.Target>
              <ActionIcon aria-label={t('people.more', { name: user.name })}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {user.active && (
                <Menu.Item onClick={actions.renewLink}>
                  {user.invited ? t('people.new_invitation') : t('people.new_password_link')}
                </Menu.Item>
              )}
              {user.active ? (
                <Menu.Item color="red" onClick={actions.deactivate}>
                  {t('people.deactivate')}
                </Menu.Item>
              ) : (
                <Menu.Item onClick={actions.activate}>{t('people.activate')}</Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </Table.Td>
    </Table.Tr>
  );
}
