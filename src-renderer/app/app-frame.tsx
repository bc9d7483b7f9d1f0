import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '#renderer/data/session.ts';
import { useChangeFeed } from '#renderer/data/use-change-feed.ts';
import { WorkNotices } from '#renderer/features/work/work-notices.tsx';
import classes from './app-frame.module.css';
import { CommandPalette } from './command-palette.tsx';
import { OrganizationZone } from './organization-zone.tsx';
import { Screens } from './routes.tsx';
import { SideNav } from './side-nav.tsx';
import { TopBar } from './top-bar.tsx';
import { useDesktopCommands } from './use-desktop-commands.ts';

/** What stands around every screen while somebody is signed in. */
export function AppFrame({ session }: { session: Session }) {
  const { t } = useTranslation('frame');
  const main = useRef<HTMLElement>(null);
  useChangeFeed(session.user.id);
  useDesktopCommands();
  return (
    <OrganizationZone>
      <div className={classes.frame}>
        <button type="button" className={classes.skip} onClick={() => main.current?.focus()}>
          {t('skip')}
        </button>
        <SideNav />
        <TopBar user={session.user} />
        <main ref={main} className={classes.main} tabIndex={-1}>
          <Screens />
        </main>
        <CommandPalette />
        <WorkNotices />
      </div>
    </OrganizationZone>
  );
}
