import { UnstyledButton } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { WorkSign } from '#renderer/features/work/work-sign.tsx';
import type { User } from '#shared/contract/account.contract.ts';
import classes from './app-frame.module.css';
import { ConnectionSign } from './connection-sign.tsx';
import { SchemeSwitch } from './scheme-switch.tsx';
import { UserMenu } from './user-menu.tsx';

const IS_MAC = navigator.userAgent.includes('Mac');

export function TopBar({ user }: { user: User }) {
  const { t } = useTranslation('frame');
  return (
    <header className={classes.top}>
      <UnstyledButton className={classes.search} onClick={spotlight.open}>
        <IconSearch size={16} aria-hidden />
        <span>{t('search')}</span>
        <span className={classes.keys}>{IS_MAC ? '⌘ K' : 'Ctrl K'}</span>
      </UnstyledButton>
      <div style={{ flex: 1 }} />
      <WorkSign />
      <ConnectionSign />
      <SchemeSwitch />
      <UserMenu user={user} />
    </header>
  );
}
